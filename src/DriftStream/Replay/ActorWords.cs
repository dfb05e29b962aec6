using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>Says in a few words who it was.</summary>
internal static class ActorWords
{
    /// <summary>E.g. <c>alice@example.com (console)</c>.</summary>
    public static string Who(Actor actor)
    {
        var name = actor.Name ?? FindingSentence.Somebody;
        return actor.Via == ActorVia.Unknown ? name : $"{name} ({actor.Via.Word()})";
    }
}
