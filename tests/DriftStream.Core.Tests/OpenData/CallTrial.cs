using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>A call that names a resource, in one spelling.</summary>
internal sealed record CallTrial(Candidate Candidate, Protocol Protocol)
{
    private static readonly ILookup<Candidate, PairTrial> Pairs = PairTrial.All.Where(t => t.IsPlain && PairExclusion.Of(t) is null).ToLookup(t => t.Candidate);

    /// <summary>Why no call of this kind can name a resource; null where one must.</summary>
    public static string? WhyNotFound(Candidate candidate) => candidate switch
    {
        _ when ReadingVerbs.Covers(candidate.Key.Operation) => "The call only reads, so it is not looked for.",
        { Row: { IsSingleton: false, Ids.Count: 0, Outs.Count: 0 } } => "No member of the call or its answer names the resource, and there can be many.",
        _ => null,
    };

    /// <summary>The call, with what it must say, and the state as it is after it or, where tags differ, before.</summary>
    public SyntheticCall Call(ValueIs tags = ValueIs.Same)
    {
        if (Pairs[Candidate].FirstOrDefault() is { } trial)
        {
            return trial.Call(Protocol, CallForm.Plain, ValueIs.Same);
        }

        var call = new SyntheticCall(Candidate, Protocol);
        if (Candidate.IsTagging)
        {
            Tag(call, tags == ValueIs.Another);
        }
        else
        {
            CallEssentials.Complete(call, Candidate.Key.Operation, "");
        }

        return call;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Candidate} ({Protocol})";

    private void Tag(SyntheticCall call, bool differs)
    {
        var removes = Verbs.Removes(Candidate.Key.Operation);
        if (Candidate.Key is { Source: "autoscaling.amazonaws.com" })
        {
            var group = call.Held[Candidate.Type.TagAttribute ?? "id"]?.ToString();
            call.Held.Set("name", group);
            call.Request.Replace("Tags", new JsonArray(new JsonObject { ["resourceId"] = group, ["key"] = "kind", ["value"] = "pear" }));
        }
        else if (removes)
        {
            call.Request.Put(Candidate.Row.Pairs.Count > 0 ? Candidate.Row.Pairs[0].Path : Protocol is Protocol.Ec2 or Protocol.Ec2Request ? "Tags.Key" : "TagKeys", Protocol is Protocol.Ec2 or Protocol.Ec2Request ? "kind" : new JsonArray("kind"), Protocol is Protocol.Ec2 or Protocol.Ec2Request ? [0] : []);
        }
        else
        {
            call.Request.Put("Tags.Key", "kind", 0);
            call.Request.Put("Tags.Value", "pear", 0);
        }

        if (Candidate.Key.Operation == "DeleteObjectTagging")
        {
            call.Request.Replace("TagKeys", new JsonArray());
        }

        var held = removes == differs ? new JsonObject { ["kind"] = "pear" } : differs ? new JsonObject { ["kind"] = "plum" } : [];
        call.Held.Set("tags", held);
        call.Held.Set("tags_all", held.DeepClone());
    }
}
