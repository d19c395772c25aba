"""The golden messages: layouts by offset, the cases and the recorded bytes."""
