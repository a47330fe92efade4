#include "press.h"
void participations_read (Press *press) { (void) press; }
