"""The golden messages: layouts by offset, a second reader, the cases and the recorded bytes."""
