/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * turtle-scan.h: where a statement of Turtle or TriG ends, without understanding it. Only
 * read-turtle.c includes it.
 *
 * Caveats: what is right is never cut in two; two statements may be taken for one, as
 * those of `<a> <b> 1.<c> <d> 2.` are.
 */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_TURTLE_MORE,      /* it goes on past the end */
  NYSTA_TURTLE_NOTHING,   /* white space and comments up to the end */
  NYSTA_TURTLE_STATEMENT, /* up to its full stop, or to the brace that ends its graph */
  NYSTA_TURTLE_DIRECTIVE, /* @prefix and @base, with their full stop */
  NYSTA_TURTLE_SPARQL,    /* PREFIX and BASE */
  NYSTA_TURTLE_OPEN,      /* a graph's name, if it has one; its brace is the last byte */
  NYSTA_TURTLE_CLOSE      /* a closing brace */
} NystaTurtleKind;

/* The next piece from *@start on, which is moved past what stands before it; *@out_end
 * follows its last byte. @is_end: nothing comes after @end. */
NystaTurtleKind nysta_turtle_next (const char **start, const char *end, gboolean is_end,
                                   gboolean is_trig, gboolean in_graph,
                                   const char **out_end);

/* Past white space and comments. */
const char *nysta_turtle_skip_space (const char *c, const char *end);

/* Past the token at @c, which is none of those; NULL if it goes on past the end. */
const char *nysta_turtle_skip_token (const char *c, const char *end);
