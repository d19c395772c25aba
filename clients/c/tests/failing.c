/* A driver that gives back what it has not taken: every test fails, and failing.tap is what that looks like. */
#include "cxlwire_client.h"

int main(void)
{
    struct cxlwire_device dcd;
    struct {
        struct cxlwire_release_dc_request header;
        struct cxlwire_updated_extent extent;
    } release = {
        .header.count = 1,
        .extent = { .start_dpa = 0x10000000, .length = 2 << 20 },
    };
    cxlwire_start(&dcd, NULL);
    cxlwire_offer(&dcd, 0, 0, 2 << 20);
    cxlwire_ok(&dcd, cxlwire_say(&dcd, CXLWIRE_OPCODE_RELEASE_DC, &release, sizeof release, NULL, 0) == 0, "released");
    cxlwire_ok(&dcd, cxlwire_wait(&dcd, "{\"list\": 1}", 0), "taken");
    return cxlwire_end(&dcd);
}
