using System.Diagnostics;
using DriftStream.Telemetry;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Telemetry;

public sealed class RecentSpansTests
{
    [Fact]
    public void The_oldest_are_forgotten_and_the_others_known()
    {
        var recent = new RecentSpans();
        var spans = Enumerable.Range(0, 10_001).Select(_ => Span()).ToList();

        for (var i = 0; i < spans.Count; i++)
        {
            recent.Note($"e{i}", spans[i]);
        }

        recent.Of("e0").ShouldBe(default);
        recent.Of("e1").ShouldBe(spans[1]);
        recent.Of("e10000").ShouldBe(spans[^1]);
    }

    [Fact]
    public void An_event_that_comes_again_keeps_its_first_span_and_none_is_none()
    {
        var recent = new RecentSpans();
        var first = Span();

        recent.Note("e1", first);
        recent.Note("e1", Span());
        recent.Note("e2", default);

        recent.Of("e1").ShouldBe(first);
        recent.Of("e2").ShouldBe(default);
        recent.Of(null).ShouldBe(default);
    }

    private static ActivityContext Span() => new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
}
