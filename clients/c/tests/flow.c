/* The README's flow, as a driver says it: what is offered is read, accepted, listed and given back. */
#include "cxlwire_client.h"

int main(void)
{
    struct cxlwire_device dcd;
    const struct cxlwire_get_event_records_request log = { .log = CXLWIRE_EVENT_LOG_TYPE_DYNAMIC_CAPACITY };
    const struct cxlwire_get_dc_extent_list_request all = { .count = 1 };
    struct {
        struct cxlwire_get_event_records_response header;
        struct cxlwire_dynamic_capacity_event_record record;
    } read;
    struct {
        struct cxlwire_add_dc_response_request header;
        struct cxlwire_updated_extent extent;
    } taken = { .header.count = 1 };
    struct {
        struct cxlwire_clear_event_records_request header;
        uint16_t handle;
    } clear = { .header = { .log = log.log, .handle_count = 1 } };
    struct {
        struct cxlwire_get_dc_extent_list_response header;
        struct cxlwire_extent extent;
    } list;

    cxlwire_start(&dcd, NULL);
    cxlwire_offer(&dcd, 0, 0, 128 << 20);
    cxlwire_say(&dcd, CXLWIRE_OPCODE_GET_EVENT_RECORDS, &log, sizeof log, &read, sizeof read);
    taken.extent.start_dpa = read.record.extent.start_dpa;
    taken.extent.length = read.record.extent.length;
    clear.handle = read.record.header.handle;
    cxlwire_say(&dcd, CXLWIRE_OPCODE_ADD_DC_RESPONSE, &taken, sizeof taken, NULL, 0);
    cxlwire_say(&dcd, CXLWIRE_OPCODE_CLEAR_EVENT_RECORDS, &clear, sizeof clear, NULL, 0);
    cxlwire_say(&dcd, CXLWIRE_OPCODE_GET_DC_EXTENT_LIST, &all, sizeof all, &list, sizeof list);
    cxlwire_ok(&dcd, list.header.total == 1 && list.extent.length == 128 << 20, "the list has what was offered");
    cxlwire_say(&dcd, CXLWIRE_OPCODE_RELEASE_DC, &taken, sizeof taken, NULL, 0);
    cxlwire_ok(&dcd, cxlwire_wait(&dcd, "{\"list\": 0}", 5), "it is given back");
    return cxlwire_end(&dcd);
}
