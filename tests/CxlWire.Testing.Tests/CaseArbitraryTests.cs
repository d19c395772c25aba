using System.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Protocol;
using CxlWire.Testing.FsCheck;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Testing.Tests;

/// <summary>What is generated and what it shrinks to is as it should be, and what shrinks comes to an end.</summary>
public sealed class CaseArbitraryTests
{
    [Fact]
    public void Episodes_and_what_they_shrink_to_are_cases() => Holds(
        CaseArbitraries.Episodes(), 30, episode => Text(DriverCaseFile.Parse(Bytes(episode))) == Text(episode));

    [Fact]
    public void Steps_of_the_Fabric_Manager_ask_for_a_region_that_is_there() =>
        Holds(CaseArbitraries.CapacitySteps(), 200, step => step.Region < 3 && step.Extents.Count <= 45);

    [Fact]
    public void Scenarios_can_be_read() =>
        Holds(CaseArbitraries.Scenarios(), 200, faults => FaultScenarioFile.Parse(faults.Json).Json == faults.Json);

    [Fact]
    public void A_device_answers_every_conversation_and_a_judge_has_a_verdict() => Holds(
        CaseArbitraries.Conversations(),
        30,
        conversation =>
        {
            int answered = 0;
            ConversationJudge.Judge(
                conversation,
                conversation.Configuration!,
                options: null,
                (_, reply) => answered += reply is null ? 0 : 1);
            return answered == conversation.Steps.Count;
        });

    [Fact]
    public void Conversations_have_what_is_accepted_and_what_is_refused()
    {
        var codes = new HashSet<ReturnCode>();
        foreach (Conversation conversation in Sample(CaseArbitraries.Conversations().Generator, 50))
        {
            ConversationJudge.Judge(
                conversation,
                DeviceConfiguration.Default,
                options: null,
                (step, reply) =>
                {
                    if (step is HostStep { Opcode: var opcode } && reply is StepReply.Cci cci
                        && opcode == Opcode.AddDynamicCapacityResponse)
                    {
                        codes.Add(cci.Code);
                    }
                });
        }

        Assert.Superset(new HashSet<ReturnCode> { ReturnCode.Success, ReturnCode.InvalidPhysicalAddress }, codes);
    }

    [Fact]
    public void A_conversation_shrinks_to_the_step_that_matters()
    {
        Conversation smallest = Smallest(
            CaseArbitraries.Conversations(),
            conversation => conversation.Steps.OfType<CapacityStep>().Any(step => step.IsAdd));
        CapacityStep left = Assert.IsType<CapacityStep>(Assert.Single(smallest.Steps));
        Assert.Equal((true, (byte)0, null, 1), (left.IsAdd, left.Region, left.Tag, left.Extents.Count));
    }

    [Fact]
    public void Accepted_bytes_stay_accepted_as_they_shrink()
    {
        foreach (Layout layout in Layouts.All)
            Holds(LayoutGenerators.Arbitrary(layout), 5, bytes => layout.TryCheck(bytes, out _));
    }

    [Fact]
    public void Bytes_shrink_to_the_entry_and_the_value_that_matter()
    {
        Layout layout = Layouts.All.Single(known => known.Name == "release_dc_request");
        LayoutField length = layout.List!.Entry!.Fields.Single(field => field.Name == "length");
        byte[] smallest = Smallest(
            LayoutGenerators.Arbitrary(layout),
            bytes => Enumerable.Range(0, layout.EntryCount(bytes)).Any(
                i => Layout.ReadUnsigned(bytes.AsSpan(layout.Size + (i * layout.List.Stride)), length) > 1000));
        Assert.Equal(
            Hex.Text(Hex.Bytes(Hex.U32(1), Hex.Zeros(4), Hex.U64(0), Hex.U64(1001), Hex.Zeros(8))), Hex.Text(smallest));
    }

    /// <summary>That something holds of what is generated, and of all that that shrinks to by one step.</summary>
    private static void Holds<T>(Arbitrary<T> arbitrary, int tests, Func<T, bool> holds) => Seeded.Check(
        Prop.ForAll(
            arbitrary.Generator.ToArbitrary(), large => holds(large) && arbitrary.Shrinker(large).Take(30).All(holds)),
        tests);

    /// <summary>As FsCheck does it: the first that still is of the kind, until none is.</summary>
    private static T Smallest<T>(Arbitrary<T> arbitrary, Func<T, bool> isOfKind)
    {
        T smallest = Sample(arbitrary.Generator, 200).First(isOfKind);
        while (true)
        {
            T[] smaller = [.. arbitrary.Shrinker(smallest).Where(isOfKind).Take(1)];
            if (smaller is [])
                return smallest;
            smallest = smaller[0];
        }
    }

    private static T[] Sample<T>(Gen<T> generator, int count) =>
        generator.Sample(10, new Rnd(1), count);

    private static byte[] Bytes(DriverCase episode)
    {
        using var bytes = new MemoryStream();
        DriverCaseFile.Write(bytes, episode);
        return bytes.ToArray();
    }

    private static string Text(DriverCase episode) => Encoding.UTF8.GetString(Bytes(episode));
}
