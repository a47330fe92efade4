/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* result-set.h: answers as RDF, in the vocabulary rs: of the working group's tests. */
#pragma once

#include "answer.h"

/* If the file of RDF at @path is a result set, put an answer of rows or a boolean in the
 * place of *@inout_answer; else leave it. FALSE with @error. */
gboolean result_set_read (const char *path, Answer **inout_answer, GError **error);
