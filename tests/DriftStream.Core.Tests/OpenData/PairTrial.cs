using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>One strong pair of the catalogue, tried with a call that sends it and what stands beside it in the same block.</summary>
/// <param name="Candidate">Row and type.</param>
/// <param name="Pair">The pair.</param>
/// <param name="Attribute">The attribute it feeds.</param>
internal sealed record PairTrial(Candidate Candidate, MemberPair Pair, string Attribute)
{
    // More would cost time and show nothing else.
    private const int MostCompanions = 6;

    // The resource is itself one element of a list.
    private static readonly string[] Entries = ["aws_dynamodb_global_secondary_index", "aws_bedrockagentcore_memory_strategy", "aws_cloudwatch_event_target", "aws_wafv2_web_acl_rule"];

    /// <summary>All strong pairs of calls that the provider makes.</summary>
    public static IEnumerable<PairTrial> All => Candidate.All.Where(c => c is { IsSure: true, IsTagging: false }).SelectMany(Of);

    /// <summary>The strong pairs of one row.</summary>
    public static IEnumerable<PairTrial> Of(Candidate candidate) =>
        from pair in candidate.Row.Pairs
        where !pair.IsWeak
        from attribute in pair.Attributes
        select new PairTrial(candidate, pair, attribute);

    /// <summary>The attribute itself is compared, not something inside a block.</summary>
    public bool IsPlain => !Attribute.Contains('.', StringComparison.Ordinal) && Facts is not { Nested.Count: > 0 };

    /// <summary>The resource is itself one element of a list that the call sends.</summary>
    public bool IsEntry => Entries.Contains(Candidate.Type.Name);

    /// <summary>The call always replaces something whose value CloudTrail leaves out.</summary>
    public bool IsHidden => (Candidate.Key.Operation, Candidate.Type.Name) is ("CopyObject", _) or ("PutSecretValue", _) or ("PutParameter", "aws_ssm_parameter") or ("UpdateLoginProfile", _) && Attribute is not ("secret_string" or "value" or "password");

    /// <summary>What the provider says of the attribute.</summary>
    public AttributeFacts? Facts => Candidate.Type.Attribute(Attribute);

    /// <summary>The call brings an element of a list of blocks, so before it there was none.</summary>
    public bool Adds => !IsPlain && !IsEntry && Candidate.Row.Effect is RowEffect.Update or RowEffect.Put && Part == ListPart.Added;

    /// <summary>The call gives the resource another name.</summary>
    public bool Renames => Pair.Path[(Pair.Path.LastIndexOf('.') + 1)..].StartsWith("New", StringComparison.OrdinalIgnoreCase) && Candidate.Row.Ids.Any(i => i.Attributes.Contains(Attribute));

    /// <summary>The call takes the value away.</summary>
    public bool Removes => Verbs.Removes(Candidate.Key.Operation) || Part == ListPart.Removed || TakesOff;

    /// <summary>Where a change is shown: a set is shown as a whole, and so is what is inside one, or inside what the catalogue has no facts of.</summary>
    public string Shown
    {
        get
        {
            var names = Attribute.Split('.');
            var whole = Enumerable.Range(1, names.Length).Select(n => string.Join('.', names[..n]))
                .FirstOrDefault(p => Candidate.Type.Attribute(p) is { Kind: AttributeKind.Set } or { Nested.Count: 0 }, Attribute);
            return whole == "tags_all" ? "tags" : whole;
        }
    }

    /// <summary>How the lists of such a call can be filled.</summary>
    public IEnumerable<CallForm> Forms
    {
        get
        {
            if (!CallEssentials.TakesSeveral(Pair.Path))
            {
                yield return CallForm.Plain;
            }

            var lists = PairLists.Of(this).ToList();
            if (lists.Exists(l => !l.IsSure))
            {
                yield return CallForm.One;
            }

            if (lists.Exists(l => l.IsSure) && !Removes && !Adds && !CallEssentials.TakesOne(Candidate.Key.Operation))
            {
                yield return CallForm.Two;
            }
        }
    }

    // DisableMetricsCollection takes metrics off a list.
    private bool TakesOff => Verbs.Switches(Candidate.Key.Operation) == false && Facts is { Kind: AttributeKind.List or AttributeKind.Set, Nested.Count: 0 };

    private ListPart Part => ListParts.Of(Candidate.Key.Operation, Pair.Path, Attribute);

    // What stands in the same block, as far as a call can say it.
    private IEnumerable<PairTrial> Companions => IsPlain || CallEssentials.SaysOne(Candidate.Key.Operation)
        ? []
        : Candidate.Row.Pairs
            .Where(p => !ReferenceEquals(p, Pair) && !p.IsWeak && AreBeside(p.Attributes[0], Attribute) && AreBeside(CallEssentials.Recorded(p), CallEssentials.Recorded(Pair)))
            .Select(p => new PairTrial(Candidate, p, p.Attributes[0]))
            .Where(t => t.Facts is not { Nested.Count: > 0 } && PairExclusion.Of(t) is null && !t.Removes)
            .DistinctBy(t => t.Attribute)
            .Take(MostCompanions);

    /// <summary>What the judge says of the resource; null where it does not find it.</summary>
    public Finding? Judged(Protocol protocol, CallForm form, ValueIs value)
    {
        var call = Call(protocol, form, value);
        return call.Judged().FirstOrDefault(f => f.Resource?.Address == call.Address);
    }

    /// <summary>The call, and a state with the same value or another one.</summary>
    public SyntheticCall Call(Protocol protocol, CallForm form, ValueIs value)
    {
        var call = new SyntheticCall(Candidate, protocol);
        var last = form == CallForm.Two ? 1 : 0;
        var companions = Companions.ToList();
        for (var element = 0; element <= last; element++)
        {
            PairSender.Send(call, this, form, element, element == last ? value : ValueIs.Same);
            foreach (var companion in companions)
            {
                PairSender.Send(call, companion, form, element, Adds ? value : ValueIs.Same);
            }
        }

        if (!Adds || value == ValueIs.Same)
        {
            CallEssentials.Complete(call, Candidate.Key.Operation, Pair.Path);
        }

        return call;
    }

    /// <summary>Whether a change is the one that the trial made.</summary>
    public bool IsIt(Change change)
    {
        var path = AttributePath.WithoutIndexes(change.Path);
        return path == Shown || path.StartsWith(Shown + ".", StringComparison.Ordinal) || (Adds && Shown.StartsWith(path + ".", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Candidate}: {Pair.Path} = {Attribute}";

    private static bool AreBeside(string one, string other) => one != other && Parent(one).SequenceEqual(Parent(other));

    private static ReadOnlySpan<char> Parent(string path) => path.AsSpan(0, Math.Max(0, path.LastIndexOf('.')));
}
