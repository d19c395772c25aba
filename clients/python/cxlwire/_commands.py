"""A method for each command: written by tests/CxlWire.Conformance."""

from .layout import Fields

__tracebackhide__ = True  # the traceback of a failing test ends in the test


class Commands:
    """What a host or the Fabric Manager may say; what is not given is zero."""

    def _say(self, command: str, fields: dict) -> Fields:
        raise NotImplementedError

    def identify(self) -> Fields:
        """Identify (0001h); 8.2.9.1.1."""
        return self._say("identify", locals())

    def background_operation_status(self) -> Fields:
        """Background Operation Status (0002h); 8.2.9.1.2."""
        return self._say("background_operation_status", locals())

    def get_response_message_limit(self) -> Fields:
        """Get Response Message Limit (0003h); 8.2.9.1.3."""
        return self._say("get_response_message_limit", locals())

    def set_response_message_limit(self, *, limit=None) -> Fields:
        """Set Response Message Limit (0004h); 8.2.9.1.4."""
        return self._say("set_response_message_limit", locals())

    def request_abort_background_operation(self) -> Fields:
        """Request Abort Background Operation (0005h); 8.2.9.1.5."""
        return self._say("request_abort_background_operation", locals())

    def get_event_records(self, *, log=None) -> Fields:
        """Get Event Records (0100h); 8.2.9.2.2."""
        return self._say("get_event_records", locals())

    def clear_event_records(self, *, log=None, clear_all=None, handles=None) -> Fields:
        """Clear Event Records (0101h); 8.2.9.2.3."""
        return self._say("clear_event_records", locals())

    def get_event_interrupt_policy(self) -> Fields:
        """Get Event Interrupt Policy (0102h); 8.2.9.2.4."""
        return self._say("get_event_interrupt_policy", locals())

    def set_event_interrupt_policy(self, *, informational=None, warning=None, failure=None, fatal=None,
            dynamic_capacity=None) -> Fields:
        """Set Event Interrupt Policy (0103h); 8.2.9.2.5."""
        return self._say("set_event_interrupt_policy", locals())

    def get_mctp_event_interrupt_policy(self) -> Fields:
        """Get MCTP Event Interrupt Policy (0104h); 8.2.9.2.6."""
        return self._say("get_mctp_event_interrupt_policy", locals())

    def set_mctp_event_interrupt_policy(self, *, informational=None, warning=None, failure=None, fatal=None,
            dynamic_capacity=None, background_operation_completed=None) -> Fields:
        """Set MCTP Event Interrupt Policy (0105h); 8.2.9.2.7."""
        return self._say("set_mctp_event_interrupt_policy", locals())

    def get_fw_info(self) -> Fields:
        """Get FW Info (0200h); 8.2.9.3.1."""
        return self._say("get_fw_info", locals())

    def transfer_fw(self, *, action=None, slot=None, offset=None, data=None) -> Fields:
        """Transfer FW (0201h); 8.2.9.3.2."""
        return self._say("transfer_fw", locals())

    def activate_fw(self, *, action=None, slot=None) -> Fields:
        """Activate FW (0202h); 8.2.9.3.3."""
        return self._say("activate_fw", locals())

    def get_timestamp(self) -> Fields:
        """Get Timestamp (0300h); 8.2.9.4.1."""
        return self._say("get_timestamp", locals())

    def set_timestamp(self, *, timestamp=None) -> Fields:
        """Set Timestamp (0301h); 8.2.9.4.2."""
        return self._say("set_timestamp", locals())

    def get_supported_logs(self) -> Fields:
        """Get Supported Logs (0400h); 8.2.9.5.1."""
        return self._say("get_supported_logs", locals())

    def get_log(self, *, log_identifier=None, offset=None, length=None) -> Fields:
        """Get Log (0401h); 8.2.9.5.2."""
        return self._say("get_log", locals())

    def get_log_capabilities(self, *, log_identifier=None) -> Fields:
        """Get Log Capabilities (0402h); 8.2.9.5.3."""
        return self._say("get_log_capabilities", locals())

    def clear_log(self, *, log_identifier=None) -> Fields:
        """Clear Log (0403h); 8.2.9.5.4."""
        return self._say("clear_log", locals())

    def populate_log(self, *, log_identifier=None) -> Fields:
        """Populate Log (0404h); 8.2.9.5.5."""
        return self._say("populate_log", locals())

    def get_supported_logs_sub_list(self, *, max_count=None, start_index=None) -> Fields:
        """Get Supported Logs Sub-List (0405h); 8.2.9.5.6."""
        return self._say("get_supported_logs_sub_list", locals())

    def get_supported_features(self, *, count=None, start_index=None) -> Fields:
        """Get Supported Features (0500h); 8.2.9.6.1."""
        return self._say("get_supported_features", locals())

    def get_feature(self, *, feature_identifier=None, offset=None, count=None, selection=None) -> Fields:
        """Get Feature (0501h); 8.2.9.6.2."""
        return self._say("get_feature", locals())

    def set_feature(self, *, feature_identifier=None, action=None, saved_across_reset=None, offset=None,
            version=None, data=None) -> Fields:
        """Set Feature (0502h); 8.2.9.6.3."""
        return self._say("set_feature", locals())

    def perform_maintenance(self, *, operation_class=None, operation_subclass=None, parameters=None) -> Fields:
        """Perform Maintenance (0600h); 8.2.9.7.1."""
        return self._say("perform_maintenance", locals())

    def identify_memory_device(self) -> Fields:
        """Identify Memory Device (4000h); 8.2.9.9.1.1."""
        return self._say("identify_memory_device", locals())

    def get_partition_info(self) -> Fields:
        """Get Partition Info (4100h); 8.2.9.9.2.1."""
        return self._say("get_partition_info", locals())

    def set_partition_info(self, *, volatile_capacity=None, immediate=None) -> Fields:
        """Set Partition Info (4101h); 8.2.9.9.2.2."""
        return self._say("set_partition_info", locals())

    def get_lsa(self, *, offset=None, length=None) -> Fields:
        """Get LSA (4102h); 8.2.9.9.2.3."""
        return self._say("get_lsa", locals())

    def set_lsa(self, *, offset=None, data=None) -> Fields:
        """Set LSA (4103h); 8.2.9.9.2.4."""
        return self._say("set_lsa", locals())

    def get_health_info(self) -> Fields:
        """Get Health Info (4200h); 8.2.9.9.3.1."""
        return self._say("get_health_info", locals())

    def get_alert_configuration(self) -> Fields:
        """Get Alert Configuration (4201h); 8.2.9.9.3.2."""
        return self._say("get_alert_configuration", locals())

    def set_alert_configuration(self, *, life_used_warning_valid=None, over_temperature_warning_valid=None,
            under_temperature_warning_valid=None, corrected_volatile_warning_valid=None,
            corrected_persistent_warning_valid=None, life_used_warning_enabled=None,
            over_temperature_warning_enabled=None, under_temperature_warning_enabled=None,
            corrected_volatile_warning_enabled=None, corrected_persistent_warning_enabled=None,
            life_used_warning_threshold=None, over_temperature_warning_threshold=None,
            under_temperature_warning_threshold=None, corrected_volatile_warning_threshold=None,
            corrected_persistent_warning_threshold=None) -> Fields:
        """Set Alert Configuration (4202h); 8.2.9.9.3.3."""
        return self._say("set_alert_configuration", locals())

    def get_shutdown_state(self) -> Fields:
        """Get Shutdown State (4203h); 8.2.9.9.3.4."""
        return self._say("get_shutdown_state", locals())

    def set_shutdown_state(self, *, dirty=None) -> Fields:
        """Set Shutdown State (4204h); 8.2.9.9.3.5."""
        return self._say("set_shutdown_state", locals())

    def get_poison_list(self, *, address=None, length=None) -> Fields:
        """Get Poison List (4300h); 8.2.9.9.4.1."""
        return self._say("get_poison_list", locals())

    def inject_poison(self, *, address=None) -> Fields:
        """Inject Poison (4301h); 8.2.9.9.4.2."""
        return self._say("inject_poison", locals())

    def clear_poison(self, *, address=None, data=None) -> Fields:
        """Clear Poison (4302h); 8.2.9.9.4.3."""
        return self._say("clear_poison", locals())

    def get_scan_media_capabilities(self, *, address=None, length=None) -> Fields:
        """Get Scan Media Capabilities (4303h); 8.2.9.9.4.4."""
        return self._say("get_scan_media_capabilities", locals())

    def scan_media(self, *, address=None, length=None, no_event_log=None) -> Fields:
        """Scan Media (4304h); 8.2.9.9.4.5."""
        return self._say("scan_media", locals())

    def get_scan_media_results(self) -> Fields:
        """Get Scan Media Results (4305h); 8.2.9.9.4.6."""
        return self._say("get_scan_media_results", locals())

    def sanitize(self) -> Fields:
        """Sanitize (4400h); 8.2.9.9.5.1."""
        return self._say("sanitize", locals())

    def secure_erase(self) -> Fields:
        """Secure Erase (4401h); 8.2.9.9.5.2."""
        return self._say("secure_erase", locals())

    def media_operations(self, *, operation_class=None, subclass=None, range_count=None, arguments=None) -> Fields:
        """Media Operations (4402h); 8.2.9.9.5.3."""
        return self._say("media_operations", locals())

    def get_security_state(self) -> Fields:
        """Get Security State (4500h); 8.2.9.9.6.1."""
        return self._say("get_security_state", locals())

    def set_passphrase(self, *, passphrase_type=None, current_passphrase=None, new_passphrase=None) -> Fields:
        """Set Passphrase (4501h); 8.2.9.9.6.2."""
        return self._say("set_passphrase", locals())

    def disable_passphrase(self, *, passphrase_type=None, current_passphrase=None) -> Fields:
        """Disable Passphrase (4502h); 8.2.9.9.6.3."""
        return self._say("disable_passphrase", locals())

    def unlock(self, *, current_passphrase=None) -> Fields:
        """Unlock (4503h); 8.2.9.9.6.4."""
        return self._say("unlock", locals())

    def freeze_security_state(self) -> Fields:
        """Freeze Security State (4504h); 8.2.9.9.6.5."""
        return self._say("freeze_security_state", locals())

    def passphrase_secure_erase(self, *, passphrase_type=None, current_passphrase=None) -> Fields:
        """Passphrase Secure Erase (4505h); 8.2.9.9.6.6."""
        return self._say("passphrase_secure_erase", locals())

    def security_send(self, *, security_protocol=None, sp_specific=None, data=None) -> Fields:
        """Security Send (4600h); 8.2.9.9.7.1."""
        return self._say("security_send", locals())

    def security_receive(self, *, security_protocol=None, sp_specific=None) -> Fields:
        """Security Receive (4601h); 8.2.9.9.7.2."""
        return self._say("security_receive", locals())

    def get_sld_qos_control(self) -> Fields:
        """Get SLD QoS Control (4700h); 8.2.9.9.8.1."""
        return self._say("get_sld_qos_control", locals())

    def set_sld_qos_control(self, *, egress_port_congestion_enabled=None,
            temporary_throughput_reduction_enabled=None, egress_moderate_percentage=None,
            egress_severe_percentage=None, backpressure_sample_interval=None) -> Fields:
        """Set SLD QoS Control (4701h); 8.2.9.9.8.2."""
        return self._say("set_sld_qos_control", locals())

    def get_sld_qos_status(self) -> Fields:
        """Get SLD QoS Status (4702h); 8.2.9.9.8.3."""
        return self._say("get_sld_qos_status", locals())

    def get_dc_configuration(self, *, region_count=None, start_index=None) -> Fields:
        """Get Dynamic Capacity Configuration (4800h); 8.2.9.9.9.1."""
        return self._say("get_dc_configuration", locals())

    def get_dc_extent_list(self, *, count=None, start=None) -> Fields:
        """Get Dynamic Capacity Extent List (4801h); 8.2.9.9.9.2."""
        return self._say("get_dc_extent_list", locals())

    def add_dc_response(self, *, more=None, extents=None) -> Fields:
        """Add Dynamic Capacity Response (4802h); 8.2.9.9.9.3."""
        return self._say("add_dc_response", locals())

    def release_dc(self, *, more=None, extents=None) -> Fields:
        """Release Dynamic Capacity (4803h); 8.2.9.9.9.4."""
        return self._say("release_dc", locals())

    def tunnel_management(self, *, port_or_ld_id=None, target_type=None, command=None) -> Fields:
        """Tunnel Management Command (5300h); 7.6.7.3.1."""
        return self._say("tunnel_management", locals())

    def get_ld_info(self) -> Fields:
        """Get LD Info (5400h); 7.6.7.4.1."""
        return self._say("get_ld_info", locals())

    def get_ld_allocations(self, *, start_ld_id=None, allocation_list_limit=None) -> Fields:
        """Get LD Allocations (5401h); 7.6.7.4.2."""
        return self._say("get_ld_allocations", locals())

    def set_ld_allocations(self, *, start_ld_id=None, allocations=None) -> Fields:
        """Set LD Allocations (5402h); 7.6.7.4.3."""
        return self._say("set_ld_allocations", locals())

    def get_qos_control(self) -> Fields:
        """Get QoS Control (5403h); 7.6.7.4.4."""
        return self._say("get_qos_control", locals())

    def set_qos_control(self, *, egress_port_congestion_enabled=None,
            temporary_throughput_reduction_enabled=None, egress_moderate_percentage=None,
            egress_severe_percentage=None, backpressure_sample_interval=None,
            request_completion_basis=None, completion_collection_interval=None) -> Fields:
        """Set QoS Control (5404h); 7.6.7.4.5."""
        return self._say("set_qos_control", locals())

    def get_qos_status(self) -> Fields:
        """Get QoS Status (5405h); 7.6.7.4.6."""
        return self._say("get_qos_status", locals())

    def get_qos_allocated_bw(self, *, ld_count=None, start_ld_id=None) -> Fields:
        """Get QoS Allocated BW (5406h); 7.6.7.4.7."""
        return self._say("get_qos_allocated_bw", locals())

    def set_qos_allocated_bw(self, *, start_ld_id=None, fractions=None) -> Fields:
        """Set QoS Allocated BW (5407h); 7.6.7.4.8."""
        return self._say("set_qos_allocated_bw", locals())

    def get_qos_bw_limit(self, *, ld_count=None, start_ld_id=None) -> Fields:
        """Get QoS BW Limit (5408h); 7.6.7.4.9."""
        return self._say("get_qos_bw_limit", locals())

    def set_qos_bw_limit(self, *, start_ld_id=None, fractions=None) -> Fields:
        """Set QoS BW Limit (5409h); 7.6.7.4.10."""
        return self._say("set_qos_bw_limit", locals())

    def get_multi_headed_info(self, *, start_ld_id=None, ld_map_list_limit=None) -> Fields:
        """Get Multi-Headed Info (5500h); 7.6.7.5.1."""
        return self._say("get_multi_headed_info", locals())

    def get_head_info(self, *, start_head=None, head_count=None) -> Fields:
        """Get Head Info (5501h); 7.6.7.5.2."""
        return self._say("get_head_info", locals())

    def get_dcd_info(self) -> Fields:
        """Get DCD Info (5600h); 7.6.7.6.1."""
        return self._say("get_dcd_info", locals())

    def get_host_dc_region_configuration(self, *, host_id=None, region_count=None, start_index=None) -> Fields:
        """Get Host DC Region Configuration (5601h); 7.6.7.6.2."""
        return self._say("get_host_dc_region_configuration", locals())

    def set_dc_region_configuration(self, *, region=None, block_size=None, sanitize_on_release=None) -> Fields:
        """Set DC Region Configuration (5602h); 7.6.7.6.3."""
        return self._say("set_dc_region_configuration", locals())

    def get_dc_region_extent_lists(self, *, host_id=None, count=None, start=None) -> Fields:
        """Get DC Region Extent Lists (5603h); 7.6.7.6.4."""
        return self._say("get_dc_region_extent_lists", locals())

    def initiate_dc_add(self, *, host_id=None, selection_policy=None, region=None, length=None, tag=None,
            extents=None) -> Fields:
        """Initiate Dynamic Capacity Add (5604h); 7.6.7.6.5."""
        return self._say("initiate_dc_add", locals())

    def initiate_dc_release(self, *, host_id=None, removal_policy=None, forced_removal=None,
            sanitize_on_release=None, length=None, tag=None, extents=None) -> Fields:
        """Initiate Dynamic Capacity Release (5605h); 7.6.7.6.6."""
        return self._say("initiate_dc_release", locals())

    def add_dc_reference(self, *, tag=None) -> Fields:
        """Dynamic Capacity Add Reference (5606h); 7.6.7.6.7."""
        return self._say("add_dc_reference", locals())

    def remove_dc_reference(self, *, tag=None) -> Fields:
        """Dynamic Capacity Remove Reference (5607h); 7.6.7.6.8."""
        return self._say("remove_dc_reference", locals())

    def list_dc_tags(self, *, start=None, max_tags=None) -> Fields:
        """Dynamic Capacity List Tags (5608h); 7.6.7.6.9."""
        return self._say("list_dc_tags", locals())
