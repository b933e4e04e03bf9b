# The recipes call the scripts in `.ci`, which run without `just`, too.

# Lists the recipes
default:
    @just --list

# Everything that must hold before a change lands
all:
    .ci/run

# Format and lints
lint:
    .ci/lint

# The documentation, with the pages of `docs`
doc:
    .ci/doc

# The tests; with arguments only those: `just test --test rules s20`
test *arguments:
    .ci/test {{arguments}}

# The public interface: writes its text, or with `--check` compares it
api *arguments:
    .ci/api {{arguments}}

# All examples without arguments
examples:
    .ci/examples

# Every bench once; with arguments measures: `just bench --bench abc`
bench *arguments:
    .ci/bench {{arguments}}

# The package as it would be published
package *arguments:
    .ci/package {{arguments}}
