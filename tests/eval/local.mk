# tests/eval: extraction against documents whose facts people have written down.
TESTS += tests/eval/scores.sh
EXTRA_DIST += tests/eval/scores.sh tests/eval/floors.tsv
