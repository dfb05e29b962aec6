using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DriftStream.Core.Judging;
using DriftStream.Web;

namespace DriftStream.Tests.Web;

/// <summary>What the web part reads, held in memory.</summary>
internal sealed class FakeLedger
{
    private readonly Lock _changing = new();
    private readonly List<SeenFinding> _seen = [];
    private readonly List<Channel<HeardFinding>> _listeners = [];
    private readonly Channel<int> _listened = Channel.CreateUnbounded<int>();

    public LiveSource Source => new(ListenAsync, Newest, _ => Task.FromResult(Counts), _ => Task.FromResult(Health));

    public DetectionHealth Health { get; set; } = new(
        new QueueHealth(null, TimeSpan.FromSeconds(0.4)),
        new StatesHealth(2, 2, 214, []),
        new EventsHealth(0, null, TimeSpan.FromSeconds(2.1)),
        new AlertsHealth(0, 0),
        null);

    public DriftCounts Counts { get; set; } = new(new Dictionary<Severity, int>(), 0, new Dictionary<Verdict, long>());

    /// <summary>Records findings and tells everybody who listens; one that is there already is renewed in silence.</summary>
    public void Record(params SeenFinding[] findings)
    {
        lock (_changing)
        {
            foreach (var finding in findings)
            {
                _seen.RemoveAll(known => known.Finding.Event.Id == finding.Finding.Event.Id);
                _seen.Add(finding);
            }

            Health = Health with { Events = Health.Events with { Judged = _seen.Count, Last = findings[^1].Received } };
            _listeners.ForEach(listener => Tell(listener, findings));
        }
    }

    /// <summary>Completes when one more listener is there.</summary>
    public async Task SomebodyListensAsync(CancellationToken cancellation) => await _listened.Reader.ReadAsync(cancellation);

    private static void Tell(Channel<HeardFinding> listener, SeenFinding[] findings)
    {
        foreach (var finding in findings)
        {
            listener.Writer.TryWrite(new(finding.Finding));
        }
    }

    private Task<IReadOnlyList<SeenFinding>> Newest(int most, CancellationToken cancellation)
    {
        lock (_changing)
        {
            return Task.FromResult<IReadOnlyList<SeenFinding>>([.. _seen.AsEnumerable().Reverse().Take(most)]);
        }
    }

    private async IAsyncEnumerable<HeardFinding> ListenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var listener = Channel.CreateUnbounded<HeardFinding>();
        lock (_changing)
        {
            _listeners.Add(listener);
        }

        _listened.Writer.TryWrite(1);
        await foreach (var heard in listener.Reader.ReadAllAsync(cancellation))
        {
            yield return heard;
        }
    }
}
