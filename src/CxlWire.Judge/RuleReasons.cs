namespace CxlWire.Judge;

/// <summary>Why rules are kept: what goes wrong where one is not, and what to do instead.</summary>
internal static class RuleReasons
{
    private static readonly Dictionary<string, (string Harm, string Remedy)> _all = new()
    {
        ["H1"] = (
            "A device answers offers by their order alone. A second response is taken for the next offer: capacity "
                + "is declined that the host wanted, and every later answer is one offer off.",
            "Keep a queue of chains that are closed and not answered; take a chain out when its 4802h succeeds, "
                + "and send nothing when the queue is empty."),
        ["H2"] = (
            "A response names no offer; the device takes it for the oldest one. What answers a later offer is "
                + "refused, and where extents happen to fit, both sides believe something else of who holds what.",
            "Answer chains in the order in which their last records stood in the log, also where the decision on a "
                + "later one is made first."),
        ["H3"] = (
            "The device refuses the whole list for one extent that was not offered, so that nothing of it is "
                + "accepted. A host that uses it all the same writes to memory that may be another host's.",
            "Build the list of 4802h from the records of that one chain, and from nothing else; a part of an "
                + "extent is fine, the same bytes twice are not."),
        ["H4"] = (
            "Until it is answered the capacity is the host's and nobody's: the Fabric Manager can give it to no "
                + "other host, and every later offer waits behind it.",
            "Answer what is not wanted by an empty 4802h, at once; and have a timer that does so where a decision "
                + "does not come."),
        ["H5"] = (
            "More says that records of the same offer follow. A response before the last one answers a part of an "
                + "offer; the device refuses it, or the rest is left without an answer.",
            "Collect records while More is set, and read the log on; only a record without More closes the chain."),
        ["H6"] = (
            "A chain whose last record was lost would be waited for for ever, and with it every later offer. Who "
                + "gives it up and then answers its late end as well, answers the next offer by mistake.",
            "Start a timer with the first record of a chain, decline by one empty 4802h when it is over, and "
                + "remember that this chain is done."),
        ["H7"] = (
            "The device has not given what it refused to give: what the host writes there is lost, or another's. "
                + "And the offer is still the oldest one, so that the answer to the next offer is taken for its own.",
            "Look at the return code before the capacity is used. Busy and Retry Required: send the same list "
                + "again; anything else: decline the offer."),
        ["H8"] = (
            "A tag marks one allocation of whoever asked for it. Half of one is memory with holes, and a sharable "
                + "group in another order is other memory on each host that shares it.",
            "Decide for all extents of a tag at once, and keep sharable ones in the order of their sequence "
                + "numbers."),
        ["H9"] = (
            "A device that waits for the rest of a list refuses other parts, or takes the next response for the "
                + "rest; the offer stays unanswered.",
            "Send parts back to back, More in all but the last, each no longer than the payload size; begin anew "
                + "from the first part after a reset."),
        ["H10"] = (
            "Extents move between pages when the list changes: one is read twice, another never. The host then "
                + "uses what it has lost, or leaks what it holds.",
            "Compare the generation number of each page with that of the first, and read all again where it "
                + "differs; give up after a few times."),
        ["H11"] = (
            "After a reset, lost records or a lost reply, what the host believes to hold is a guess. Releasing or "
                + "using by guess hits memory that is another host's by now, or keeps what nobody knows of.",
            "Read 4801h to its end before the next 4802h, 4803h or use, and let its list replace what was "
                + "remembered."),
        ["H12"] = (
            "A start beyond the end is refused by devices that check it, and the host has half a list. A count "
                + "that reaches beyond is cut by the device, so that it only costs bytes.",
            "Ask for the total first, then for no more than is left of it."),
        ["H13"] = (
            "The device refuses the whole list: nothing of it is released, while the host believes that all of it "
                + "is gone. The capacity is lost until the next reset.",
            "Release by the ranges that 4802h accepted, in whole blocks of their region, each once."),
        ["H14"] = (
            "Nothing is wrong: a host may need what it uses. But the Fabric Manager waits, and may take it by "
                + "force, which loses what is in it.",
            "Release what is not in use; for the rest, begin to move data away when the request comes, and release "
                + "when that is done."),
        ["H15"] = (
            "The device still counts the extents as held, the host has forgotten them: nobody can use them until "
                + "the host is reset.",
            "Keep the extents of a 4803h until it succeeds; on Busy or Retry Required send it again after a "
                + "pause."),
        ["H16"] = (
            "The capacity is gone, and may be another host's already. A 4803h for it is refused, and takes the "
                + "other extents of its list with it.",
            "On a forced release record strike the extents from everything, fail what uses them, and send "
                + "nothing."),
        ["H17"] = (
            "Clearing out of order is refused, so that the log fills and overflows; clearing what was not read "
                + "throws events away, an offer or an error among them.",
            "Clear exactly the handles of the records of the last 0100h, in the order in which they stood in it."),
        ["H18"] = (
            "The interrupt tells of the first new record only. What is left in the log is seen when the next event "
                + "happens, perhaps never: an offer stays unanswered.",
            "Repeat 0100h, process, 0101h until More Event Records is clear."),
        ["H19"] = (
            "While the overflow flag is set, records are lost without a trace; Clear All without an overflow "
                + "throws away records that nobody read.",
            "On overflow: use Clear All or clear every record, then read the state that the lost records told of, "
                + "for the DC log the extent list. Else clear by handles."),
        ["H20"] = (
            "Records are cleared from the oldest on: one that is left stands before all others, and the log fills "
                + "up behind it. Devices of a newer revision have records that today's driver does not know.",
            "Log what is not known, and clear it as any other."),
        ["H21"] = (
            "An interrupt tells of a change. What was in the log before it was switched on raises none, so that an "
                + "early offer is never seen.",
            "Read every log once after 0103h or 0105h, whether an interrupt came or not."),
        ["H22"] = (
            "Block size, length or flags of a region are others now. Lists that are aligned to the old block size "
                + "are refused.",
            "On a record of type 3 send 4800h, and replace what was known of the region."),
        ["H23"] = (
            "Reserved fields get a meaning in later revisions: garbage in them is a request that nobody made. A "
                + "wrong length is Invalid Payload Length, and the command does nothing.",
            "Zero the whole request before it is filled, compute its length from the layout, and split what is "
                + "longer than the payload size."),
        ["H24"] = (
            "Devices need not have every command: the answer is Unsupported, and what depended on it does not "
                + "happen. Probing by trying may set off an optional command that changes something.",
            "Read the Command Effects Log at the start (0400h, 0401h), and use what it lists."),
        ["H25"] = (
            "Two requests with one tag cannot be told apart by their replies: one gets the other's answer.",
            "Take a tag out of use until its reply has come or its request has been given up, and go through all "
                + "256 in turn."),
        ["H26"] = (
            "While the doorbell is set the device reads the registers: a write then changes a command under its "
                + "hands, and what is read is of neither command.",
            "One lock around the mailbox: wait for the doorbell, write payload, command and doorbell, wait until "
                + "it is clear, and only then read status and payload."),
        ["H27"] = (
            "A retry in a loop keeps the device from what it is busy with, and a processor from everything else; "
                + "without any retry a moment's Busy is a lost command.",
            "Retry after a pause that grows, from 10 ms on, and with an end; treat a reply that never comes as an "
                + "error, and reset the mailbox."),
        ["H28"] = (
            "A device has one background operation. A second one is refused as Busy; who does not wait for the "
                + "first takes its result for granted before it is there.",
            "Remember that one runs, poll 0002h, the Background Command Status register, or await the interrupt, "
                + "and only then read the result or start another."),
        ["H29"] = (
            "The device forgets interrupt policies at a reset: no interrupt comes any more, and the host, which "
                + "waits for one, never sees an offer again. Timestamps begin at 0.",
            "Have one function that sets up, and call it at probe and after each reset alike: 0103h or 0105h, "
                + "0301h, 0004h."),
        ["H30"] = (
            "Nobody waits for it. On a stream it is read as the answer to another request, or ends the connection.",
            "Look at the category first: a request from the device with opcode 0106h wakes the reader of logs, no "
                + "more."),
        ["H31"] = (
            "The host would map memory that is not there, is mapped twice, or is another's. What is written there "
                + "is lost, or destroys something.",
            "Check each extent against regions, block size and what is held before it is accepted; leave out the "
                + "bad ones, answer the chain, and clear its records."),
        ["H32"] = (
            "A reply that is lost must not cost the host a processor, and one that lies no memory: reading as many "
                + "entries as a count says, beyond what arrived, reads what was there before.",
            "Have a timeout for each command; check tag, opcode and length before the content; then report an "
                + "error or retry a few times, and go on."),
        ["H33"] = (
            "A device that never says that it is done holds a thread of the host for ever, mostly one that others "
                + "wait for.",
            "Limit the turns of every loop that the device ends, by the size of the log or list that it told; then "
                + "give up with a message."),
        ["H34"] = (
            "Interrupts may be shared or raised twice. Who answers, clears or resets by an interrupt alone, and "
                + "not by what is in the log, does so for nothing; who ignores it may miss a record.",
            "Read the logs; where they are empty, do nothing."),
    };

    /// <summary>Of a rule by ID.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public static (string Harm, string Remedy) Of(string id) => _all[id];
}
