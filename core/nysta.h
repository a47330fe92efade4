/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* nysta.h: what a C program that links libnysta may call. */
#ifndef NYSTA_H
#define NYSTA_H

#ifdef __cplusplus
extern "C" {
#endif

#define NYSTA_PUBLIC __attribute__ ((visibility ("default")))

/** "0.1.0": the version of the library that runs. */
NYSTA_PUBLIC const char *nysta_version (void);

#ifdef __cplusplus
}
#endif

#endif
