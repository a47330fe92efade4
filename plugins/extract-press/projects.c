#include "press.h"
void projects_find (Press *press) { (void) press; }
