/* A small Dynamic Capacity driver of a host: it takes what it is offered, and gives back what it is asked for. */
#ifndef DRIVER_H
#define DRIVER_H

#include "cxlwire_client.h"

/* Reads the Dynamic Capacity log until it is empty, does what the records say, and clears them. -> 0, or -1 where the
 * device has refused something. */
int driver_handle_events(struct cxlwire_device *device);

#endif
