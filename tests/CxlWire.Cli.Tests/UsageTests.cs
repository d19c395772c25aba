namespace CxlWire.Cli.Tests;

public sealed class UsageTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "frob", "'frob' is no command, argument or option here; --help says what there is" },
        { "list --frob", "'--frob' is no command, argument or option here; --help says what there is" },
        { "fixtures", "a command is missing; --help says what there is" },
        { "fixtures verify /no/such/place", "/no/such/place: no such directory" },
        { "send", "ENDPOINT is missing; --help says what there is" },
        { "send unix:/x", "a command is missing; --help says which there are" },
        { "send unix:/x frob", "'frob' is no command, nor an opcode in hexadecimal; --help says which there are" },
        { "send nowhere 4801",
            "'nowhere' is no endpoint: an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME" },
        { "send stdio 4801", "stdio is the server's own: there is nothing to connect to" },
        { "send unix:/x 4801 --timeout soon",
            "--timeout: 'soon' where more than 0 and at most 86400 seconds are expected; --help says what there is" },
        { "send unix:/x 4801 --timeout 0",
            "--timeout: '0' where more than 0 and at most 86400 seconds are expected; --help says what there is" },
        { "send unix:/x 4801 --payload 0", "--payload: line 1, column 1: an odd number of hexadecimal digits" },
        { "send unix:/x 4801 --payload 00 --start 1", "--payload is the whole payload: --start cannot go with it" },
        { "send unix:/x 4801 --start x", "--start: \"x\" where an integer from 0 to 4294967295 is expected" },
        { "send unix:/x 4801 --start 4294967296",
            "--start: 4294967296 where an integer from 0 to 4294967295 is expected" },
        { "send unix:/x 0401 --log-identifier 1",
            "--log-identifier: \"1\" where text like \"01234567-89ab-cdef-0123-456789abcdef\" is expected" },
        { "send unix:/x 4802 --extent 7", "'7': start_dpa=N,length=N is expected" },
        { "send unix:/x 4802 --extent len=7",
            "'len=7': len is unknown, start_dpa=N,length=N is expected; did you mean length?" },
        { "send unix:/x 4802 --extent length=1,length=2",
            "'length=1,length=2': length is there twice, start_dpa=N,length=N is expected" },
        { "send unix:/x 4802 --extent length=z",
            "--extent, extents[0].length: \"z\" where an integer from 0 to 18446744073709551615 is expected" },
        { "send unix:/x 0101 --handle 1 --handle 65536",
            "--handle, handles[1]: 65536 where an integer from 0 to 65535 is expected" },
        { "decode --as frob", "'frob' is no layout; 'cxlwire list --layouts' says which there are" },
        { "decode /no/such/file", "/no/such/file: there is no directory /no/such" },
        { "decode ''", "the name of a file is empty, or none" },
        { "encode", "LAYOUT is missing; --help says what there is" },
        { "diff a", "B is missing; --help says what there is" },
        { "serve --log-level loud",
            "--log-level: 'loud' is none of trace, debug, information, warning, error, critical, none; --help says "
            + "what there is" },
        { "serve --log-level debugg",
            "--log-level: 'debugg' is none of trace, debug, information, warning, error, critical, none; did you mean "
            + "debug?; --help says what there is" },
        { "serve --copies two", "--copies: 'two' where a number is expected; --help says what there is" },
        { "serv", "'serv' is no command, argument or option here; --help says what there is; did you mean serve?" },
        { "serve --explian",
            "'--explian' is no command, argument or option here; --help says what there is; did you mean --explain?" },
        { "decode --as extnt",
            "'extnt' is no layout; 'cxlwire list --layouts' says which there are; did you mean extent?" },
        { "decode /tmp", "/tmp: is a directory" },
        { "decode /no-such-file", "/no-such-file: no such file" },
        { "send unix:/x get-dc-extent-lst",
            "'get-dc-extent-lst' is no command, nor an opcode in hexadecimal; --help says which there are; did you "
            + "mean get-dc-extent-list?" },
        { "send unix:/x 0100 --log fatl",
            "--log: \"fatl\" where an integer from 0 to 255, or informational, warning, failure, fatal, "
            + "dynamic-capacity is expected; did you mean fatal?" },
        { "send fifo:/x,/x 4801", "'fifo:/x,/x' is no endpoint: IN and OUT are the same FIFO" },
        { "send fifo:/x 4801",
            "'fifo:/x' is no endpoint: fifo:IN,OUT needs two paths with a comma between them and none in them: of the "
            + "FIFO that the device reads, and of the one that it writes" },
        { "serve --host unix:/tmp/cxlwire-x --qmp unix:/tmp/../tmp/cxlwire-x",
            "/tmp/cxlwire-x is there twice: in unix:/tmp/cxlwire-x and in unix:/tmp/../tmp/cxlwire-x" },
        { "serve --host fd:937 --qmp fd:937", "fd:937 serves one only" },
        { "serve --host fd:937",
            "fd:937 is no stream socket that listens: whoever starts this process is to pass one" },
        { "serve --host unix:/no/such/x",
            "Cannot listen on unix:/no/such/x: there is no directory /no/such" },
        { "serve --host fifo:/no/such/x,/tmp/y", "/no/such/x: there is no directory /no/such" },
        { "serve --record /no/such/x --host unix:/tmp/cxlwire-x",
            "/no/such/x: there is no directory /no/such" },
        { "serve --exit-with-stdin",
            "--exit-with-stdin and --ready-fd 1: standard input and output are an endpoint's" },
        { "serve --ready-fd 937 --host unix:/tmp/cxlwire-x",
            "--ready-fd 937: there is no such descriptor that could be written to" },
        { "serve --profile frob",
            "--profile: 'frob' is none of spec, qemu; --help says what there is" },
        { "serve --quirk q1",
            "--quirk: 'q1' is none of q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15, q16, q17, q18, q19, "
            + "q20, q22, q24, q25, q26, q27, q28, q23; did you mean q10?" },
        { "serve --quirk Q9",
            "--quirk: 'Q9' is none of q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15, q16, q17, q18, q19, "
            + "q20, q22, q24, q25, q26, q27, q28, q23; did you mean q9?" },
        { "serve --device @two-host-shared",
            "@two-host-shared: the command carries no such file; its devices are @default, @eight-regions, "
            + "@host-vectors, @large, @linux-dcd, @partitions, @qemu-11.1, @small, @two-hosts-shared. A file of that "
            + "name is ./@two-host-shared; did you mean "
            + "@two-hosts-shared?" },
        { "send unx:/x 4801",
            "'unx:/x' is no endpoint: an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME; did "
            + "you mean unix?" },
        { "send /tmp/x 4801",
            "'/tmp/x' is no endpoint: an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME; did "
            + "you mean unix:/tmp/x?" },
        { "send unix:/x 4802 --extent start=7",
            "'start=7': start is unknown, start_dpa=N,length=N is expected; did you mean start_dpa?" },
        { "replay", "CONVERSATION is missing; --help says what there is" },
        { "serve --faults /no/such.json", "/no/such.json: there is no directory /no" },
        { "replay x --host unix:/x --profile qemu",
            "--profile, --quirk, --faults and --explain are about a device in this process: endpoints have their own" },
        { "serve --host x",
            "'x' is no endpoint: an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME" },
        { "serve --qmp stdio", "stdio serves one only: give the others another endpoint" },
        { "serve --copies 0", "--copies 0: 1 to 4096" },
        { "serve --copies 4097", "--copies 4097: 1 to 4096" },
        { "serve --copies 2",
            "--host stdio: there are 2 devices, so it must have {n} where the number of the device goes" },
        { "serve --copies 2 --host unix:/x{n} --vfio-user /y",
            "--vfio-user /y: there are 2 devices, so it must have {n} where the number of the device goes" },
        { "serve --copies 2 --host unix:/x{n} --lsa /y",
            "--lsa /y: there are 2 devices, so it must have {n} where the number of the device goes" },
        { "serve --copies 2 --host unix:/x{n} --record /y",
            "--record: a conversation is held with one device, and there are 2" },
        { "serve --copies 2 --host unix:/x{n} --capture /y",
            "--capture: a conversation is held with one device, and there are 2" },
        { "serve --vfio-user 1=/x", "--vfio-user 1=unix:/x: the device has 1 host(s), counted from 0" },
        { "serve --host unix:/no/such/directory/x --device /no/such.json",
            "/no/such.json: there is no directory /no" },
        { "serve --host tcp:0.0.0.0:0",
            "tcp:0.0.0.0:0 can be reached from other machines: allow remote peers, or use a loopback address" },
        { "demo --device /no/such.json", "/no/such.json: there is no directory /no" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        Outcome outcome = await Cli.RunAsync(
            [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a == "''" ? "" : a)]);
        Assert.Equal($"cxlwire: {sentence}\n", outcome.Error);
        Assert.Equal("", outcome.Output);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("serve")]
    public async Task A_wrong_device_file_is_named_with_path_value_and_reason(string command)
    {
        using var directory = new TempDirectory();
        string file = directory.Write("device.json", """{"regions": [{"length": "1 GiB"}, {"block_size": 3}]}""");
        Outcome outcome = await Cli.RunAsync(command, "--device", file);
        Assert.Equal(
            $"cxlwire: {file}: regions[1].block_size: 3: R2: not a power of two of at least 64 bytes\n", outcome.Error);
        Assert.Equal(2, outcome.ExitCode);
    }
}
