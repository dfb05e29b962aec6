using System.Text.RegularExpressions;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Postgres;
using DriftStream.Tests.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed partial class AuditTests(SharedPostgres postgres)
{
    private const string Secret = "a-secret-of-nobody-with-enough-characters";
    private readonly FixedTime _noon = new(Facts.Noon);

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("ndjson")]
    [InlineData("html")]
    public async Task Who_caused_what_is_listed_in_the_order_of_time_and_summed_up(string format)
    {
        using var ledger = await RecordedAsync(new LedgerFile());

        var outcome = await RunAsync(ledger, "audit", "--output", format);

        outcome.ExitCode.ShouldBe(0);
        Text(outcome).ShouldBeApproved($"audit-{format}");
    }

    [Theory]
    [InlineData("last", "--address", "aws_s3_bucket.data", "--attribute", "tags.drift", "--last")]
    [InlineData("everything", "--all", "--actor", "alice*", "--since", "2026-03-02T12:00Z", "--until", "2026-03-02T13:00Z")]
    [InlineData("open-at", "--open-at", "2026-03-02T12:00:03Z")]
    [InlineData("open-at-ndjson", "--open-at", "2026-03-02T12:00:03Z", "--output", "ndjson")]
    [InlineData("open-at-elsewhere", "--open-at", "2026-03-02T13:00:03", "--time-zone", "Europe/Berlin")]
    [InlineData("by-actor-elsewhere", "--by", "actor", "--since", "2026-03-02T13:00:02", "--time-zone", "Europe/Berlin")]
    [InlineData("by-actor", "--by", "actor")]
    [InlineData("by-actor-csv", "--by", "actor", "--output", "csv")]
    [InlineData("by-actor-html", "--by", "actor", "--output", "html")]
    [InlineData("by-team-ndjson", "--by", "team", "--output", "ndjson")]
    [InlineData("resolution", "--resolution")]
    [InlineData("resolution-ndjson", "--resolution", "--by", "team", "--output", "ndjson")]
    [InlineData("evidence", "--evidence", "e3")]
    [InlineData("evidence-json", "--evidence", "e4", "--output", "json")]
    [InlineData("evidence-without-record", "--evidence", "e2")]
    public async Task A_question_has_its_answer(string name, params string[] options)
    {
        using var ledger = await RecordedAsync(new LedgerFile());

        var outcome = await RunAsync(ledger, ["audit", .. options]);

        outcome.ExitCode.ShouldBe(0);
        Text(outcome).ShouldBeApproved($"audit-{name}");
    }

    [Theory]
    [InlineData("html")]
    [InlineData("csv")]
    [InlineData("table")]
    [InlineData("ndjson")]
    public async Task What_somebody_wrote_to_harm_the_reader_is_only_text(string format)
    {
        using var ledger = new LedgerFile();
        await using (var process = await ledger.StartAsync(JudgeHarm, clock: _noon))
        {
            await process.RecordAsync(Facts.Event("e1"));
        }

        var list = await RunAsync(ledger, "audit", "--output", format);
        var counts = await RunAsync(ledger, "audit", "--by", "actor", "--output", format);

        foreach (var output in new[] { list.Output, counts.Output })
        {
            output.ShouldNotContain("\u2028");
            output.ShouldNotContain("\u001b");
            if (format == "html")
            {
                output.ShouldNotContain("<script");
                output.ShouldNotContain("onerror=\"");
                output.ShouldContain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
                output.ShouldContain("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;".Replace("&#39;", "'", StringComparison.Ordinal));
            }
        }

        if (format == "csv")
        {
            counts.Output.Split("\r\n")[1].ShouldStartWith("\"'\uFF1D</script>");
        }
    }

    [Fact]
    public async Task Who_is_in_a_team_is_told_by_the_configuration()
    {
        using var ledger = await RecordedAsync(new LedgerFile());

        Dictionary<string, string> teams = new() { ["DriftStream__TeamMembers__platform__0"] = "nobody", ["DriftStream__TeamMembers__platform__1"] = "arn:aws:iam::111122223333:role/Adm*" };
        var outcome = await RunAsync(ledger, teams, ["audit", "--team", "PLATFORM", "--output", "csv"]);

        outcome.Output.Split("\r\n")[1].ShouldEndWith(",platform");
    }

    [Theory]
    [InlineData("--actor", "ALICE@*", "e1 e3 e5")]
    [InlineData("--actor", "alice@example_com", "")]
    [InlineData("--actor", "@mallory", "e4")]
    [InlineData("--address", "aws_s3_bucket.d*", "e1 e3 e4 e5")]
    [InlineData("--type", "aws_iam_*", "")]
    [InlineData("--account", "111122223333", "e1 e3 e4 e5")]
    [InlineData("--account", "999999999999", "")]
    [InlineData("--state", "prod", "e1 e3 e4 e5")]
    [InlineData("--verdict", "reverted", "e5")]
    [InlineData("--severity", "high", "e4")]
    [InlineData("--region", "EU-*", "e1 e3 e4 e5")]
    [InlineData("--event", "Delete*", "e5")]
    [InlineData("--attribute", "tags", "e1 e3 e4 e5")]
    [InlineData("--attribute", "tags.note", "e4")]
    [InlineData("--team", "payments", "e1 e3 e4 e5")]
    [InlineData("--team", "others", "")]
    [InlineData("--verdict", "ignored", "e6")]
    [InlineData("--since", "2026-03-02T12:00:03Z", "e4 e5")]
    [InlineData("--until", "2026-03-02T12:00:03Z", "e1 e3")]
    public async Task What_is_listed_can_be_narrowed_down(string option, string value, string expected)
    {
        using var ledger = await RecordedAsync(new LedgerFile());

        var outcome = await RunAsync(ledger, "audit", option, value, "--output", "csv");

        outcome.ExitCode.ShouldBe(0);
        var listed = outcome.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => EventId().Match(line).Value).Distinct();
        string.Join(' ', listed).ShouldBe(expected);
    }

    [Fact]
    public async Task Nothing_that_fits_is_said_in_words()
    {
        using var ledger = await RecordedAsync(new LedgerFile());

        (await RunAsync(ledger, "audit", "--actor", "nobody")).ShouldBe(new ProgramOutcome(0, "", "Nothing that the ledger holds fits.\n"));
    }

    [Fact]
    public async Task A_ledger_in_postgresql_is_listed_and_verified_alike()
    {
        using var file = await RecordedAsync(new LedgerFile());
        using var ledger = await RecordedAsync(await PostgresLedger.CreateAsync(postgres));

        var listed = await RunAsync(ledger, "audit", "--output", "csv");
        var verified = await RunAsync(ledger, "audit", "--verify");

        listed.ShouldBe(await RunAsync(file, "audit", "--output", "csv"));
        verified.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_ledger_that_is_sound_says_what_that_proves_and_what_not()
    {
        using var ledger = await RecordedAsync(new LedgerFile());
        var head = new AuditQueries(ledger.Database()).Head();

        var outcome = await RunAsync(ledger, "audit", "--verify");
        var withHead = await RunAsync(ledger, "audit", "--verify", "--head", $"{head}");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldBeEmpty();
        Lasting(outcome, ledger).ShouldBeApproved("audit-sound");
        withHead.OutputLines.ShouldContain($"  head       {head} is confirmed");
    }

    [Fact]
    public async Task A_ledger_that_was_altered_names_the_first_bad_row_and_its_time()
    {
        using var ledger = await RecordedAsync(new LedgerFile());
        var head = new AuditQueries(ledger.Database()).Head();
        ledger.Do("update finding set actor = 'bob@example.com' where event_id = 'e1'; delete from audit where number in (5, 7)");

        var outcome = await RunAsync(ledger, "audit", "--verify", "--head", $"{head}");

        outcome.ExitCode.ShouldBe(1);
        Lasting(outcome, ledger).ShouldBeApproved("audit-broken");
    }

    [Fact]
    public async Task A_former_key_is_given_as_a_file()
    {
        using var ledger = await RecordedAsync(new LedgerFile());
        using var folder = new TestFolder();
        var former = folder.Write("former.key", Secret + "\n");
        ledger.Options.AuditKey = new("another-secret-of-nobody-that-is-long-enough");
        await using (var process = await ledger.StartAsync(Judge, clock: _noon))
        {
            await process.RecordAsync(Facts.Event("e7", "Other", second: 9));
        }

        (await RunAsync(ledger, "audit", "--verify")).ExitCode.ShouldBe(1);
        (await RunAsync(ledger, "audit", "--verify", "--old-key", former)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_claimed()
    {
        using var ledger = await RecordedAsync(new LedgerFile());
        ledger.Options.AuditKey = null;

        var outcome = await RunAsync(ledger, "audit", "--verify");

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldStartWith($"Nothing about the ledger at {((LedgerFile)ledger).Path} can be proven without its key: Ledger:AuditKey is not set");
    }

    [Theory]
    [InlineData("--verify looks at the whole ledger, and --actor asks for a part of it: leave one of them out.", "--verify", "--actor", "x")]
    [InlineData("--head has no effect without --verify: add --verify.", "--head", "1:0123456789abcdef0123456789abcdef")]
    [InlineData("--head is '12': a head is a number, a colon and 32 to 64 hexadecimal digits, as the log prints it, or s3://BUCKET/PREFIX, where heads were laid.", "--verify", "--head", "12")]
    [InlineData("--verdict is 'terraform': the ledger keeps findings that are ", "--verdict", "terraform")]
    [InlineData("--severity is 'bad': it must be info, low, medium, high or critical.", "--severity", "bad")]
    [InlineData("--by is 'mood': it must be one of actor, team, state, address, type, account, region, event.", "--by", "mood")]
    [InlineData("--open-at is 'then': write a moment such as", "--open-at", "then")]
    [InlineData("--open-at and --last are different questions: ask one at a time.", "--last", "--open-at", "2026-03-02")]
    [InlineData("--evidence looks at one event, and --actor asks for others: leave one of them out.", "--evidence", "e1", "--actor", "x")]
    [InlineData("--verify looks at the whole ledger, and --all asks for a part of it: leave one of them out.", "--verify", "--all")]
    [InlineData("--output csv is not one of text, json, which --evidence has.", "--evidence", "e1", "--output", "csv")]
    [InlineData("--account is '12': an account id has 12 digits, so no event could match.", "--account", "12")]
    [InlineData("--old-key is 'none': there is no such file.", "--verify", "--old-key", "none")]
    [InlineData("--since is 2026-03-02 00:00:00Z and --until is 2026-03-01 00:00:00Z", "--since", "2026-03-02", "--until", "2026-03-01")]
    public async Task What_cannot_be_meant_is_refused(string sentence, params string[] options)
    {
        using var ledger = new LedgerFile();

        var outcome = await RunAsync(ledger, ["audit", .. options]);

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines[0].ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData()]
    [InlineData("--verify")]
    public async Task Without_a_ledger_there_is_one_sentence(params string[] options)
    {
        using var ledger = new LedgerFile();

        var outcome = await RunAsync(ledger, ["audit", .. options]);

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldBe([$"There is no ledger at {ledger.Path} yet. Start the service first, or correct Ledger:Url."]);
    }

    private static Task<ProgramOutcome> RunAsync(LedgerUnderTest ledger, params string[] arguments) => RunAsync(ledger, [], arguments);

    private static async Task<ProgramOutcome> RunAsync(LedgerUnderTest ledger, Dictionary<string, string> settings, string[] arguments)
    {
        using var folder = new TestFolder();
        settings["DriftStream__Ledger__Url"] = ledger.Options.Url;
        if (ledger.Options.Password is { } password)
        {
            settings["DriftStream__Ledger__Password"] = password.Reveal();
        }

        if (ledger.Options.AuditKey is { } key)
        {
            settings["DriftStream__Ledger__AuditKey"] = key.Reveal();
        }

        return await new ProgramUnderTest(folder) { Environment = settings }.RunAsync(arguments);
    }

    private async Task<LedgerUnderTest> RecordedAsync(LedgerUnderTest ledger)
    {
        ledger.Options.AuditKey = new(Secret);
        await using var process = await ledger.StartAsync(Judge, clock: _noon, owner: _ => "payments");
        foreach (var change in new[]
        {
            Facts.Event("e1"),
            Facts.Event("e2", "Other", second: 1),
            Facts.Event("e4", "PutHostile", second: 3),
            Facts.Event("e3", second: 2),
            Facts.Event("e5", "DeleteBucketTagging", second: 4),
            Facts.Event("e6", "Ignored", second: 5),
        })
        {
            await process.RecordAsync(change);
        }

        return ledger;
    }

    private static readonly StateIndex States = StateIndex.Build(EventCatalog.Load(), [new TerraformState("prod", 4, "1.13.4", "lineage-1", 12, [], 0, [])]);

    private static Judgement JudgeHarm(CloudTrailEvent change, DeviationBook book)
    {
        const string Harm = "\uFF1D</script><script>alert(1)</script>\u2028\u001b[31m\"'><img src=x onerror=\"alert(1)\">";
        var finding = Facts.Finding(change, Verdict.Touched, null, new Change($"tags[\"{Harm}\"]", Value.Null, Value.Of(Harm)));
        return new([finding with { Actor = Facts.Alice with { Name = Harm }, Reason = Harm, Resource = finding.Resource! with { Address = Harm, State = Harm } }], [], book, []);
    }

    // As always, and with somebody whose name and value are formulas, and with one that a rule swallowed.
    private static Judgement Judge(CloudTrailEvent change, DeviationBook book)
    {
        if (change.Name == "Ignored")
        {
            return new([Facts.Finding(change, Verdict.Ignored, null) with { Rule = "noise" }], [], book, []);
        }

        if (change.Name != "PutHostile")
        {
            return Facts.JudgeTag(change, book) with { States = States };
        }

        var finding = Facts.Finding(change, Verdict.Touched, null, new Change("tags.note", Value.Null, Value.Of("=cmd|' /C calc'!A0")));
        return new([finding with { Severity = Severity.High, Actor = Facts.Alice with { Name = "@mallory" } }], [], book, []);
    }

    // The links depend on the process that made them.
    private static string Text(ProgramOutcome outcome) => Link().Replace($"{outcome.Output}--- standard error\n{outcome.Errors}".Replace("\r\n", "\n", StringComparison.Ordinal), "$1LINK$2")
        .Replace($"{Environment.MachineName}/{Environment.ProcessId}", "machine/1", StringComparison.Ordinal);

    // The head depends on the process that wrote it.
    private static string Lasting(ProgramOutcome outcome, LedgerUnderTest ledger) =>
        Head().Replace(outcome.Output, "$1:HEAD").Replace(((LedgerFile)ledger).Path, "/folder/driftstream.db", StringComparison.Ordinal);

    [GeneratedRegex("([0-9]+):[0-9a-f]{32}")]
    private static partial Regex Head();

    [GeneratedRegex("(\"link\":\"|chain [0-9]+:|Row [0-9]+ \\()[0-9a-f]{64}(\"|<|\\))")]
    private static partial Regex Link();

    [GeneratedRegex("\\be[0-9]\\b")]
    private static partial Regex EventId();
}
