/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query-cases.h: the questions of tests/query, for who asks each of them. */
#pragma once

#include <glib.h>

/* Add @test for each, under @prefix/TOPIC/CASE; it is given the path of the .rq file. */
void query_cases_add (const char *prefix, GTestDataFunc test);
