using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using Microsoft.Extensions.Options;
using Xunit;

namespace DriftStream.Tests.Ledger.Lives;

/// <summary>A ledger with the real judge, states that change, and time that stands still.</summary>
internal sealed class LiveLedger : IAsyncDisposable
{
    public const string Runner = "arn:aws:iam::111122223333:role/terraform-apply";
    private const string Terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.20.0";

    private readonly LedgerUnderTest _ledger;
    private readonly List<AlertOccasion> _occasions = [];
    private LedgerProcess _process;
    private DriftUpkeep _upkeep;

    private LiveLedger(LedgerUnderTest ledger)
    {
        _ledger = ledger;
        (_process, _upkeep) = Begin();
    }

    public ManualTime Time { get; } = new();

    public StateIndex States { get; private set; } = StateIndex.Empty;

    public JudgeSettings Settings { get; init; } = new() { Mode = JudgeMode.Live, Runners = [Runner] };

    public Dictionary<string, ApplyWindow> Windows { get; } = [];

    /// <summary>What people were told, as <c>kind verdict</c>.</summary>
    public IEnumerable<string> Told => _occasions.Select(o => $"{o.Kind.Word()} {o.Finding.Verdict.Word()}");

    public IReadOnlyList<AlertOccasion> Occasions => _occasions;

    public LifeQueries Lives => new(_ledger.Database(Time));

    public DriftQueries Drifts => new(_ledger.Database(Time));

    public DriftDecisions Decisions => new(_process.Writer, Route, Time);

    public LedgerWriter Writer => _process.Writer;

    public LedgerUnderTest Ledger => _ledger;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LiveLedger> OpenAsync(LedgerUnderTest ledger, JudgeSettings? settings = null)
    {
        var live = settings is null ? new LiveLedger(ledger) : new LiveLedger(ledger) { Settings = settings };
        live.Says(ManagedState.Of(3));
        await live._process.Writer.StartAsync(CancellationToken.None);
        return live;
    }

    /// <summary>The state is written anew; noticed at the next look.</summary>
    public void Says(string state) => Says(StateReader.Read(Encoding.UTF8.GetBytes(state), new StateSource("prod", "prod.tfstate")));

    public void Says(params TerraformState[] states) => States = StateIndex.Build(EventCatalog.Load(), states);

    public Task LookAsync() => _upkeep.LookAsync(Cancellation);

    public async Task LookAfterAsync(TimeSpan time)
    {
        Time.Advance(time);
        await LookAsync();
    }

    public async Task<IReadOnlyList<Finding>> HearAsync(string record) => (await Writer.RecordAsync(EventReader.Read(Encoding.UTF8.GetBytes(record)), Cancellation)).Findings;

    /// <summary>The same call by the role that runs Terraform, with Terraform's agent.</summary>
    public static string Apply(string call) => ByTerraform(call)
        .Replace("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef", Runner, StringComparison.Ordinal)
        .Replace("AWSReservedSSO_Admin_0123456789abcdef", "terraform-apply", StringComparison.Ordinal);

    /// <summary>The same call with Terraform's agent.</summary>
    public static string ByTerraform(string call) => call.Replace("[aws-cli/2.15.0]", Terraform, StringComparison.Ordinal);

    /// <summary>The process dies without a word, and another one goes on.</summary>
    public async Task DieAsync()
    {
        await _process.DisposeAsync();
        (_process, _upkeep) = Begin();
        await Writer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    private (LedgerProcess, DriftUpkeep) Begin()
    {
        var holds = new HoldBook(Options.Create(new HoldOptions()), new FixedWindows(Windows));
        var process = _ledger.Process((change, book, sessions) => new Judge(EventCatalog.Load(), Settings with { Windows = Windows }).Decide(change, States, book, sessions), Route, Time);
        return (process, new(process.Writer, Lives, () => States, holds, Route, Time, _ledger.Log.For<DriftUpkeep>()));
    }

    private IReadOnlyList<AlertTarget> Route(AlertOccasion occasion)
    {
        _occasions.Add(occasion);
        return [new("slack", "")];
    }

    private sealed class FixedWindows(IReadOnlyDictionary<string, ApplyWindow> known) : IApplyWindows
    {
        public IReadOnlyDictionary<string, ApplyWindow> Known => known;
    }
}
