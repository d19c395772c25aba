using System.Globalization;
using System.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Judge.Cases;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Fm;

namespace CxlWire.Judge.Searching;

/// <summary>
/// Makes episodes: cases of chance, but of the kind that happen. The Fabric Manager offers what is free and asks back
/// what it has offered, in haste or not; meanwhile this and that goes wrong. The same seed makes the same episode.
/// </summary>
public sealed class EpisodeGenerator
{
    private const ulong Block = 2UL << 20;
    private const int MaxActions = 8;

    // Of a region, in blocks; places beyond are left for offers of many extents.
    private const int Places = 24;

    private static readonly (int Weight, DeviceConfiguration? Device)[] _devices =
    [
        (3, null),
        (3, Device("""
            {"payload_size": 1024, "event_log_depths": {"dynamic_capacity": 24},
             "regions": [{"length": "1 GiB"}, {"length": "256 MiB"}, {"length": "256 MiB", "block_size": "4 MiB"}]}
            """)),
        (1, Device("""{"payload_size": 256, "regions": [{"length": "1 GiB"}]}""")),
        (1, Device("""{"hosts": 2, "regions": [{"length": "1 GiB", "sharable": true}, {"length": "1 GiB"}]}""")),
    ];

    private readonly SearchRandom _random;
    private readonly List<CaseStep> _steps = [];

    // What was offered, as far as nobody took it away: region, and block.
    private readonly List<(byte Region, int Place, int Blocks)> _offered = [];
    private bool _isSmall;

    // Region 0, and who else there is for that.
    private RegionConfiguration _region = DeviceConfiguration.Default.Regions[0];
    private bool _isShared;
    private int _sharedTags;

    private EpisodeGenerator(long seed) => _random = new SearchRandom(seed);

    /// <summary>Makes an episode.</summary>
    /// <param name="seed">Not negative.</param>
    /// <param name="configuration">The device; null: one of several, as the seed says.</param>
    public static DriverCase Create(long seed, DeviceConfiguration? configuration = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var generator = new EpisodeGenerator(seed);
        DeviceConfiguration? device = generator._random.Of(_devices);
        generator._isSmall = configuration is null && device is { Regions.Count: 3 };
        generator.Take(configuration ?? device ?? DeviceConfiguration.Default);
        generator.Fill();
        string number = seed.ToString(CultureInfo.InvariantCulture);
        return new DriverCase($"seed-{number}", $"Made by chance from seed {number}.", [], [.. generator._steps])
        {
            Configuration = configuration ?? device,
            Seed = seed,
        };
    }

    /// <summary>Makes what goes wrong in episodes: one fault, or two.</summary>
    /// <param name="seed">Not negative.</param>
    public static FaultScenario CreateScenario(long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        return EpisodeFaults.Scenario(new SearchRandom(seed)).Scenario!;
    }

    private static DeviceConfiguration Device(string json) =>
        DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json));

    private void Take(DeviceConfiguration device)
    {
        if (device.Regions.Count > 0)
            _region = device.Regions[0];
        _isShared = _region.Sharable && device.Hosts > 1;
    }

    private void Fill()
    {
        if (_random.OneIn(8))
            Act();
        _steps.Add(CaseStep.Until.Parse("""{"listens":true}"""));
        int actions = _random.Between(1, MaxActions);
        for (int i = 0; i < actions; i++)
        {
            Act();
            Pause();
        }

        _steps.Add(new CaseStep.Do(new FaultsStep(null)));
        Offer(1);
        Settle();
    }

    private void Act()
    {
        switch (_random.Below(42))
        {
            case < 12 when _isShared && _random.OneIn(2):
                Share();
                break;
            case < 12:
                Offer(_random.Between(1, 3));
                break;
            case < 14:
                Offer(1);
                Offer(_random.Between(1, 2));
                break;
            case < 16:
                Offer(_random.Between(20, 45));
                break;
            case < 22:
                Release(forced: false);
                break;
            case < 26:
                Release(forced: true);
                break;
            case < 34:
                _steps.Add(new CaseStep.Do(EpisodeFaults.Scenario(_random)));
                Trigger();
                break;
            case < 36:
                _steps.Add(new CaseStep.Do(EpisodeFaults.AtOnce(_random)));
                break;
            case < 38:
                _steps.Add(new CaseStep.Do(new ResetStep(Function: null, HostId: null)));
                break;
            case < 40:
                Other();
                break;
            case < 41:
                OfferWithLateEnd();
                break;
            default:
                ChangeForLong();
                break;
        }
    }

    /// <summary>Gives what was just made to go wrong an occasion.</summary>
    private void Trigger()
    {
        if (_offered.Count > 0 && _random.OneIn(3))
            Release(_random.OneIn(4));
        else
            Offer(_random.OneIn(6) ? 30 : _random.Between(1, 3));
    }

    private void Pause()
    {
        switch (_random.Below(6))
        {
            case < 3:
                Settle();
                break;
            case 3:
                _steps.Add(new CaseStep.Pass(_random.Of([0.0001, 0.001, 0.01, 0.1, 1.2])));
                break;
            default:
                break;
        }
    }

    private void Settle() =>
        _steps.Add(CaseStep.Until.Parse("""{"all":[{"pending":0},{"log_empty":"dynamic_capacity"}]}"""));

    private void Offer(int extents)
    {
        byte region = (byte)(_isSmall && extents < 4 && _random.OneIn(4) ? 1 : 0);
        var ranges = new List<RegionRange>();
        int place = extents < 4 ? _random.Below(Places) : Places + _random.Below(50);
        for (int i = 0; i < extents; i++)
        {
            int blocks = extents < 4 ? _random.Between(1, 3) : 1;
            ranges.Add(new RegionRange((ulong)place * Block, (ulong)blocks * Block));
            if (_offered.Count < 64)
                _offered.Add((region, place, blocks));
            place += blocks + _random.Below(2) + (extents < 4 ? 0 : 1);
        }

        // Extents that hosts share are in an order of their own; their tags are used once.
        bool isShared = _isShared && region == 0;
        if (isShared && _random.OneIn(2))
            ranges.Reverse();
        _steps.Add(new CaseStep.Do(new CapacityStep
        {
            IsAdd = true,
            Region = region,
            Extents = ranges,
            Tag = isShared ? TagOf(100 + ++_sharedTags) : _random.OneIn(4) ? TagOf(_random.Between(1, 9)) : null,
        }));
    }

    private static string TagOf(int number) => $"00000000-0000-0000-0000-{number:d12}";

    /// <summary>Host 1 has some, and the driver's host is given access to it; or it is asked back by its tag.</summary>
    private void Share()
    {
        if (_sharedTags > 0 && _random.OneIn(3))
        {
            _steps.Add(new CaseStep.Do(new CapacityStep
            {
                IsAdd = false,
                Region = 0,
                Extents = [],
                Policy = "tag-based",
                Tag = TagOf(100 + _random.Between(1, _sharedTags)),
                ForcedRemoval = _random.OneIn(4),
            }));
            return;
        }

        string tag = TagOf(100 + ++_sharedTags);
        ulong first = (ulong)_random.Below(Places) * Block, second = first + ((ulong)_random.Between(1, 3) * Block);
        var one = new RegionRange(first, Block);
        var other = new RegionRange(second, Block);
        RegionRange[] ranges = _random.OneIn(2) ? [one, other] : [other, one];
        byte[] answer = new byte[UpdatedExtentList.SizeWith(ranges.Length)];
        new UpdatedExtentList { Count = (uint)ranges.Length }.TryWrite(answer);
        for (int i = 0; i < ranges.Length; i++)
        {
            new UpdatedExtent { StartDpa = _region.BaseDpa + ranges[i].Offset, Length = Block }
                .TryWrite(answer.AsSpan(UpdatedExtentList.SizeWith(i)));
        }

        _steps.Add(new CaseStep.Do(new CapacityStep
        {
            IsAdd = true,
            Region = 0,
            Extents = ranges,
            HostId = 1,
            Tag = tag,
        }));
        _steps.Add(new CaseStep.Do(new HostStep(1, Opcode.AddDynamicCapacityResponse, answer)));
        _steps.Add(new CaseStep.Do(new CapacityStep
        {
            IsAdd = true,
            Region = 0,
            Extents = [],
            Policy = "enable-shared-access",
            Tag = tag,
        }));
    }

    /// <summary>A chain does not end, so that it is given up; then its last record comes.</summary>
    private void OfferWithLateEnd()
    {
        string tag = TagOf(_isShared ? 100 + ++_sharedTags : _random.Between(10, 99));
        ulong first = (ulong)_random.Below(Places) * Block, second = first + (2 * Block);
        _steps.Add(new CaseStep.Do(EpisodeFaults.LostEnd));
        _steps.Add(new CaseStep.Do(new CapacityStep
        {
            IsAdd = true,
            Region = 0,
            Extents = [new RegionRange(first, Block)],
            Tag = tag,
        }));
        Settle();
        byte[] record = new byte[EventRecord.Size];
        _ = Tag.TryParse(tag, out Tag parsed);
        new DynamicCapacityEventRecord
        {
            Header = new EventRecordHeader
            {
                EventRecordIdentifier = EventRecordIdentifier.DynamicCapacity,
                RecordLength = EventRecord.Size,
            },
            EventType = DynamicCapacityEventType.AddCapacity,
            Extent = new Extent
            {
                StartDpa = _region.BaseDpa + second,
                Length = Block,
                Tag = parsed,
                SharedExtentSequence = (ushort)(_isShared ? 1 : 0),
            },
        }.TryWrite(record);
        _steps.Add(new CaseStep.Do(new EventStep(0, EventLogType.DynamicCapacity, record)));
    }

    /// <summary>A list of several pages has another generation with each of them, for long.</summary>
    private void ChangeForLong()
    {
        Offer(_random.Between(34, 45));
        Settle();
        _steps.Add(new CaseStep.Do(EpisodeFaults.ChangingList));
        _steps.Add(new CaseStep.Do(EpisodeFaults.Overflow));
        if (_random.OneIn(2))
            Settle();
    }

    private void Release(bool forced)
    {
        if (_offered.Count == 0)
        {
            Offer(1);
            return;
        }

        (byte region, int place, int blocks) = _offered[_random.Below(_offered.Count)];
        int from = _random.OneIn(3) ? _random.Below(blocks) : 0;
        int count = from > 0 || _random.OneIn(4) ? _random.Between(1, blocks - from) : blocks;
        _steps.Add(new CaseStep.Do(new CapacityStep
        {
            IsAdd = false,
            Region = region,
            Extents = [new RegionRange((ulong)(place + from) * Block, (ulong)count * Block)],
            ForcedRemoval = forced,
        }));
    }

    private void Other()
    {
        if (_isSmall && _random.OneIn(2))
        {
            // Of region 2, of which nothing is offered.
            byte[] request = new byte[SetDynamicCapacityRegionConfigurationRequest.Size];
            new SetDynamicCapacityRegionConfigurationRequest
            {
                Region = 2,
                BlockSize = _random.Of([Block, 4 * Block]),
            }.TryWrite(request);
            _steps.Add(new CaseStep.Do(
                new FabricManagerStep(Opcode.SetDynamicCapacityRegionConfiguration, request)));
            return;
        }

        byte[] record = new byte[EventRecord.Size];
        new EventRecordHeader
        {
            EventRecordIdentifier = EventRecordIdentifier.GeneralMedia,
            RecordLength = EventRecord.Size,
        }.TryWrite(record);
        EventLogType log = new((byte)_random.Below(4));
        for (int i = _random.OneIn(3) ? 40 : 1; i > 0; i--)
            _steps.Add(new CaseStep.Do(new EventStep(0, log, record)));
    }
}
