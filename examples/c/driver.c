#include "driver.h"

enum { MAX_CHAIN = 16, MAX_RECORDS = 16 };

/* A 4802h or 4803h, with room for its list. */
struct response {
    uint32_t count;
    uint8_t more, reserved[3];
    struct cxlwire_updated_extent extents[MAX_CHAIN];
};

static struct response chain;

static void add_extent(struct response *list, const struct cxlwire_extent *extent)
{
    struct cxlwire_updated_extent *added = &list->extents[list->count++];
    memset(added, 0, sizeof *added);
    added->start_dpa = extent->start_dpa;
    added->length = extent->length;
}

static int send_list(struct cxlwire_device *device, uint16_t opcode, struct response *list)
{
    size_t length = offsetof(struct response, extents) + list->count * sizeof list->extents[0];
    return cxlwire_say(device, opcode, list, length, NULL, 0) < 0 ? -1 : 0;
}

static int handle_record(struct cxlwire_device *device, const struct cxlwire_dynamic_capacity_event_record *record)
{
    struct response released = { 0 };
    int result;
    switch (record->event_type) {
    case CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_ADD_CAPACITY:
        if (chain.count < MAX_CHAIN) /* of a longer chain the rest is declined */
            add_extent(&chain, &record->extent);
        if (record->more)
            return 0;
        result = send_list(device, CXLWIRE_OPCODE_ADD_DC_RESPONSE, &chain);
        chain.count = 0;
        return result;
    case CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_RELEASE_CAPACITY:
        add_extent(&released, &record->extent);
        return send_list(device, CXLWIRE_OPCODE_RELEASE_DC, &released);
    default:
        return 0;
    }
}

int driver_handle_events(struct cxlwire_device *device)
{
    const struct cxlwire_get_event_records_request dynamic_capacity = {
        .log = CXLWIRE_EVENT_LOG_TYPE_DYNAMIC_CAPACITY,
    };
    struct {
        struct cxlwire_get_event_records_response header;
        struct cxlwire_dynamic_capacity_event_record records[MAX_RECORDS];
    } read;
    struct {
        struct cxlwire_clear_event_records_request header;
        uint16_t handles[MAX_RECORDS];
    } clear;
    for (;;) {
        ssize_t length = cxlwire_say(device, CXLWIRE_OPCODE_GET_EVENT_RECORDS, &dynamic_capacity,
                                     sizeof dynamic_capacity, &read, sizeof read);
        if (length < 0 || !cxlwire_is_get_event_records_response(&read, (size_t)length))
            return -1;
        if (read.header.record_count == 0)
            return 0;
        memset(&clear, 0, sizeof clear);
        clear.header.log = CXLWIRE_EVENT_LOG_TYPE_DYNAMIC_CAPACITY;
        clear.header.handle_count = (uint8_t)read.header.record_count;
        for (int i = 0; i < read.header.record_count; i++) {
            clear.handles[i] = read.records[i].header.handle;
            if (handle_record(device, &read.records[i]) < 0)
                return -1;
        }
        length = (ssize_t)(sizeof clear.header + read.header.record_count * sizeof clear.handles[0]);
        if (cxlwire_say(device, CXLWIRE_OPCODE_CLEAR_EVENT_RECORDS, &clear, (size_t)length, NULL, 0) < 0)
            return -1;
    }
}
