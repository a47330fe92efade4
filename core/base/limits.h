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

/* A document's bytes: the largest real page seen was under 10 MiB. --max-document */
#define NYSTA_MAX_DOCUMENT_BYTES (64u * 1024 * 1024)

/* A document's text after reading, and what may be proposed about it: a flood is a fault. */
#define NYSTA_MAX_TEXT_BYTES (64u * 1024 * 1024)
#define NYSTA_MAX_PROPOSALS 1000000u

/* A document's time in a worker. --deadline */
#define NYSTA_DEADLINE_MS 30000u

/* A worker's memory. --worker-memory */
#define NYSTA_WORKER_MEMORY_BYTES (512ull * 1024 * 1024)
