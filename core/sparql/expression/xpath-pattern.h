/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * xpath-pattern.h: regular expressions of XPath (XML Schema part 2 §G, XPath functions 3.1
 * §5.6.1) written as PCRE2 reads them.
 *
 * What XPath does not have (look-around, \b, possessive quantifiers …) is refused, so that no
 * pattern gives an answer here that another engine would not.
 */
#pragma once

#include <glib.h>

/* Append to @out what has the meaning of @pattern; @dot_all and @spaced are the flags `s` and
 * `x`. FALSE: it is no pattern of XPath. */
gboolean nysta_xpath_pattern_translate (const char *pattern, gboolean dot_all,
                                        gboolean spaced, GString *out);
