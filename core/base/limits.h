/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* limits.h: every limit, with how it was chosen. */
#pragma once

/* Depth of brackets, lists and collections: far past what people write, far below what
 * 8 MiB of stack hold. */
#define NYSTA_MAX_NESTING 1024

/* A frame between host and worker: larger than any honest proposal. */
#define NYSTA_WIRE_MAX_FRAME_BYTES (4u * 1024 * 1024)

/* A literal: a long report fits. */
#define NYSTA_MAX_LITERAL_BYTES (16u * 1024 * 1024)

/* A string whose words the text index has: a long paragraph. Searching looks at each longer
 * one. */
#define NYSTA_MAX_INDEXED_BYTES 4096u

/* A subject's statements that the Turtle writer holds to sort them; one with more is written
 * in several parts. A municipality with a century of minutes has a tenth. */
#define NYSTA_MAX_HELD_STATEMENTS 65536u

/* A file of Turtle for authorities and lexicon: the names of a whole country fit. */
#define NYSTA_MAX_TURTLE_BYTES (256u * 1024 * 1024)

/* A plugin's manifest is a page, its object some megabytes of code. */
#define NYSTA_MAX_MANIFEST_BYTES (256u * 1024)
#define NYSTA_MAX_OBJECT_BYTES (512u * 1024 * 1024)

/* A document's bytes: the largest real page seen was under 10 MiB. --max-document */
#define NYSTA_MAX_DOCUMENT_BYTES (64u * 1024 * 1024)

/* A document's text after reading, and what may be proposed about it: a flood is a
 * fault. */
#define NYSTA_MAX_TEXT_BYTES (64u * 1024 * 1024)
#define NYSTA_MAX_PROPOSALS 1000000u

/* A document's time in a worker. --deadline */
#define NYSTA_DEADLINE_MS 30000u

/* A worker's memory. --worker-memory */
#define NYSTA_WORKER_MEMORY_BYTES (512ull * 1024 * 1024)

/* A name, key or title that a plugin proposes: twenty times the longest real one. */
#define NYSTA_MAX_NAME_BYTES 4096u

/* Lines of a trace about the rules: what a person may want to search. */
#define NYSTA_MAX_TRACED 250000u

/* Forms of one entity in one document: inflections, not variations without end. */
#define NYSTA_MAX_ALIASES 100u

/* Statements of a document's own data, and the bytes of a literal among them: a list of a
 * thousand people; an article's whole body is text, not data. */
#define NYSTA_MAX_STATEMENTS 10000u
#define NYSTA_MAX_STATEMENT_BYTES 65536u

/* Warnings kept of one document, and the length of each: enough to see what is wrong. */
#define NYSTA_MAX_WARNINGS 100u
#define NYSTA_MAX_MESSAGE_BYTES 1000u

/* Blocks of a document: a million cells is the largest table that a reader may bring. */
#define NYSTA_MAX_BLOCKS 1000000u

/* All that a worker may send about one document: its text, and a million proposals. */
#define NYSTA_MAX_WORKER_OUTPUT_BYTES (128ull * 1024 * 1024)

/* Documents that one locator may stand for: a national archive has fewer. */
#define NYSTA_MAX_LISTED 1000000u

/* Calls that a plugin may go on with after NYSTA_STOP before its worker is ended. */
#define NYSTA_MAX_CALLS_AFTER_STOP 1000u

/* Documents that a worker reads before a fresh one takes its place: what a plugin leaks
 * or corrupts slowly doesn't add up. A start costs some 10 ms. */
#define NYSTA_WORKER_DOCUMENTS 500u

/* What a worker may have open: shared objects, a mapped file or two, and room for a
 * source's sockets. */
#define NYSTA_MAX_OPEN_FILES 64u

/* Workers at once: more than any machine has processors. --jobs */
#define NYSTA_MAX_JOBS 1024

/* The list of locators on standard input: a million long paths. */
#define NYSTA_MAX_LOCATOR_LIST_BYTES (1024u * 1024 * 1024)

/* A query's variables; solutions are as wide. */
#define NYSTA_MAX_VARIABLES 4096u

/* A query's variables with the hidden ones: blank nodes, the middles of paths, aggregates. */
#define NYSTA_MAX_ALGEBRA_VARIABLES (4 * NYSTA_MAX_VARIABLES)

/* Depth of a query's algebra: OPTIONAL, MINUS and BIND after one another in one group lie in
 * each other, too. What walks over it recurses: 1 KiB of stack each, with sanitizers. */
#define NYSTA_MAX_ALGEBRA_DEPTH 4096u

/* Stack for them: where the process has less, nysta runs its subcommand on one of its own. */
#define NYSTA_STACK_BYTES (8u * 1024 * 1024)

/* What the rows of one query may take: half of a small machine's memory. --memory */
#define NYSTA_QUERY_MEMORY_BYTES (2048ull * 1024 * 1024)

/* What a query may write to temporary files when its rows don't fit the memory: enough to
 * sort a thousand million rows; a join that explodes ends before a large disk is full. */
#define NYSTA_QUERY_DISK_BYTES (64ull * 1024 * 1024 * 1024)

/* A graph that a query makes is written sorted up to this size; of a larger one N-Triples and
 * N-Quads go on as it comes, with no more memory. A quarter of a million statements. */
#define NYSTA_MAX_SORTED_GRAPH_BYTES (64ull * 1024 * 1024)

/* Less holds no query at all. --memory */
#define NYSTA_MIN_QUERY_MEMORY_BYTES (1024ull * 1024)

/* Files that `query --data` reads into memory: of more a store is made, which takes half of the
 * memory at a million statements (118 MB), and no more time. */
#define NYSTA_MAX_MEMORY_DATA_BYTES (24ull * 1024 * 1024)

/* Patterns that are joined in one group, different ones: an operator each, one within the
 * other. People write twenty. */
#define NYSTA_MAX_JOINED 4096u

/* A graph of up to so many triples is asked by reading all of it and leaving out what
 * doesn't fit: a millisecond. */
#define NYSTA_MAX_FILTERED_GRAPH 100000u

/* Private memory that a bulk load may take: a laptop has it, and ten million statements
 * fit without being sorted away in parts. Less than the least leaves nothing to sort in.
 * --memory */
#define NYSTA_LOAD_MEMORY_BYTES (1024ull * 1024 * 1024)
#define NYSTA_MIN_LOAD_MEMORY_BYTES (64ull * 1024 * 1024)

/* query --cite. DISTINCT and GROUP BY in each other: solutions behind a row multiply. */
#define NYSTA_MAX_EVIDENCE_DEPTH 2u

/* Statements that a row is shown to rest upon; people's rows have ten. */
#define NYSTA_MAX_EVIDENCE_QUADS 64u

/* Nodes that are visited to find by which way a property path came. */
#define NYSTA_MAX_EVIDENCE_NODES 10000u

/* Solutions behind a row of a group that are shown, and that are looked at to find them. */
#define NYSTA_EVIDENCE_SOLUTIONS 3u
#define NYSTA_MAX_EVIDENCE_SOLUTIONS 4096u

/* A regular expression in a query: longer ones are made by programs, and PCRE2 compiles a
 * pattern to a multiple of its size. */
#define NYSTA_MAX_REGEX_BYTES 65536u

/* Rows that go along to an endpoint with one question of SERVICE: engines elsewhere send 15
 * to 100; addresses that long still make a short text. */
#define NYSTA_SERVICE_BINDINGS 128u

/* Places that an endpoint may send us on to, one after the other: browsers go to 20. */
#define NYSTA_SERVICE_REDIRECTIONS 5u

/* Seconds that an endpoint has to take a call, and that it may be silent: public ones answer
 * within 60 or never. --timeout makes both less. */
#define NYSTA_SERVICE_CONNECT_S 30u
#define NYSTA_SERVICE_SILENCE_S 120u

/* Steps of one match: some 10 ms. A pattern that is not meant to explode takes a few for
 * each character. And the memory to remember them in. */
#define NYSTA_MAX_REGEX_STEPS 1000000u
#define NYSTA_MAX_REGEX_HEAP_KIB 16384u
