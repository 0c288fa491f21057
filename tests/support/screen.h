/*
 * What every frame has to be.
 */
#ifndef SB_TESTS_SUPPORT_SCREEN_H
#define SB_TESTS_SUPPORT_SCREEN_H

#include <stdbool.h>

#include "screen/frame.h"

/* Every row has exactly as many columns as the frame, and each half of a wide character its other
 * half. */
bool support_frame_is_sound(const struct frame *frame);

#endif
