/* The driver's test, as TAP. */
#include "driver.h"

#define MIB (1ull << 20)

int main(void)
{
    struct cxlwire_device dcd;
    cxlwire_start(&dcd, NULL);

    cxlwire_offer(&dcd, 0, 0, 128 * MIB);
    cxlwire_ok(&dcd, driver_handle_events(&dcd) == 0, "the records of an offer are handled");
    cxlwire_ok(&dcd, cxlwire_wait(&dcd, "{\"all\": [{\"answered\": 1}, {\"list\": 1}, {\"log_empty\": \"dynamic_capacity\"}]}", 5),
               "what is offered is taken");

    cxlwire_ask_back(&dcd, 0, 0, 128 * MIB);
    cxlwire_ok(&dcd, driver_handle_events(&dcd) == 0, "a record of a release is handled");
    cxlwire_ok(&dcd, cxlwire_wait(&dcd, "{\"list\": 0}", 5), "what is asked back is given");

    return cxlwire_end(&dcd);
}
