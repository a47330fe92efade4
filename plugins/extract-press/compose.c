/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* compose.c: an ASCII letter and the mark behind it as one letter (NFC). */
#include "press.h"

#include <string.h>

/* Of Latin-1 and Latin Extended-A: what marks go with which letters, and what becomes of
 * them. */
static const struct
{
  unsigned mark;
  const char *letters;
  const char *composed; /* two bytes each */
} compositions[] = {
  { 0x300, "AEIOUaeiou", "ÀÈÌÒÙàèìòù" },
  { 0x301, "AEIOUYaeiouyCcLlNnRrSsZz", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź" },
  { 0x302, "AEIOUaeiouCcGgHhJjSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ" },
  { 0x303, "ANOanoIiUu", "ÃÑÕãñõĨĩŨũ" },
  { 0x304, "AaEeIiOoUu", "ĀāĒēĪīŌōŪū" },
  { 0x306, "AaEeGgIiOoUu", "ĂăĔĕĞğĬĭŎŏŬŭ" },
  { 0x307, "CcEeGgIZz", "ĊċĖėĠġİŻż" },
  { 0x308, "AEIOUaeiouyY", "ÄËÏÖÜäëïöüÿŸ" },
  { 0x30A, "AaUu", "ÅåŮů" },
  { 0x30B, "OoUu", "ŐőŰű" },
  { 0x30C, "CcDdEeLlNnRrSsTtZz", "ČčĎďĚěĽľŇňŘřŠšŤťŽž" },
  { 0x327, "CcGgKkLlNnRrSsTt", "ÇçĢģĶķĻļŅņŖŗŞşŢţ" },
  { 0x328, "AaEeIiUu", "ĄąĘęĮįŲų" },
};

bool
compose (char letter, const char *mark, char out[2])
{
  unsigned code = ((unsigned char) mark[0] & 0x1Fu) << 6 |
                  ((unsigned char) mark[1] & 0x3Fu);

  for (size_t i = 0; i < sizeof compositions / sizeof *compositions; i++)
    {
      if (compositions[i].mark != code)
        continue;
      const char *found = strchr (compositions[i].letters, letter);

      if (found == NULL || letter == '\0')
        return false;
      memcpy (out, compositions[i].composed + 2 * (found - compositions[i].letters), 2);
      return true;
    }
  return false;
}
