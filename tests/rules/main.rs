//! The rules of the domain, one function for each sentence, with their boundaries by hand.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::inconsistent_digit_grouping,
    clippy::wildcard_enum_match_arm,
    clippy::as_conversions,
    clippy::too_many_lines,
    reason = "a test may panic, and writes fen as yuan_fen"
)]

mod given;
mod golden_credit;
mod golden_lapse;
mod s00_clock;
mod s00_conflicts;
mod s00_conventions;
mod s00_erasure;
mod s00_facts;
mod s00_feed_statements;
mod s00_feeds;
mod s00_ids;
mod s00_lifecycle;
mod s00_machines;
mod s00_merges;
mod s00_numbers;
mod s00_refused;
mod s00_revisions;
mod s00_rounding;
mod s00_teams;
mod s00_validity;
mod s01_bad_input;
mod s01_card;
mod s01_card_audit;
mod s01_complaints;
mod s01_customer;
mod s01_defaults;
mod s01_dossier;
mod s01_duplicates;
mod s01_hand_over;
mod s01_identity;
mod s01_merge_batch;
mod s01_merged_cards;
mod s01_stages;
mod s02_contacts;
mod s02_dossier;
mod s02_enquiries;
mod s02_manners;
mod s03_survey;
mod s04_objections;
mod s05_contract;
mod s06_prices;
mod s06_rebate;
mod s06_rebate_accrual;
mod s06_rebate_credit;
mod s06_rebate_settlement;
mod s06_rebate_stacking;
mod s07_phase;
mod s07_plan;
mod s08_channel;
mod s09_distribution;
mod s09_diversion;
mod s10_bounds;
mod s10_collection;
mod s10_parts;
mod s10_receivables;
mod s10_settled;
mod s10_settlement;
mod s11_abc;
mod s11_changes;
mod s11_edges;
mod s11_meetings;
mod s11_rfm;
mod s11_xyz;
mod s12_pareto;
mod s13_attitude;
mod s13_loyalty;
mod s14_bridge;
mod s14_movement;
mod s14_phase_out;
mod s14_quadrants;
mod s14_shares;
mod s15_admission;
mod s15_dealer;
mod s15_overload;
mod s15_scorecard;
mod s16_order_profile;
mod s16_outlook;
mod s16_position;
mod s16_selection;
mod s16_value;
mod s17_matrix;
mod s18_plan;
mod s19_measures;
mod s19_ratings;
mod s19_satisfaction;
mod s20_allowance;
mod s20_approval;
mod s20_bills;
mod s20_book_orders;
mod s20_cash_in;
mod s20_credit;
mod s20_exposure;
mod s20_floor_stock;
mod s20_grades;
mod s20_holds;
mod s20_instruments;
mod s20_interest;
mod s20_order_check;
mod s20_parity;
mod s20_parity_bounds;
mod s20_payment_history;
mod s20_payment_plan;
mod s20_proposal;
mod s20_reservations;
mod s20_returns;
mod s20_strategy;
mod s20_terms;
mod s21_1_debt;
mod s21_2_decline;
mod s21_2_progress;
mod s21_3_expense;
mod s21_4_lapse;
mod s21_4_loss;
mod s21_4_narrowing;
mod s21_5_incident;
mod s22_case;
mod s22_condition;
mod s22_given;
mod s22_handling;
mod s22_modifiers;
mod s22_register;
mod s23_priority;
mod s23_service;
mod s24_review;
mod words;
