/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* charset.h: a page's bytes as UTF-8. */
#pragma once

#include "buffer.h"

#include <nysta-plugin.h>

/* Append @input to @out as valid UTF-8 without NULs. The encoding is that of a byte order
 * mark, else what the source was told, else what the page says, else UTF-8 if it is that,
 * else Windows-1252; what had to be guessed or replaced is told to @host. */
void charset_decode (const NystaReaderHost *host, const NystaInput *input, Buffer *out);

/* The character that Windows-1252 has at @byte (0x80–0x9F). HTML gives references such as
 * &#150; the same meaning. */
unsigned charset_windows_1252 (unsigned char byte);
