using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules.Creations;
using DriftStream.Core.Judging.Rules.Waf;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The general rule: what the catalogue's rows say, for every event without a rule of its own.</summary>
internal static class AnyCall
{
    /// <summary>What is read of the request to know that.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) =>
    [
        .. RowReads.Identifying(situation),
        .. RowReads.Settings(situation, situation.Rows.Where(r => r is { Type: not null, Weight: >= 2, IsInferred: false })),
        .. NeverLogged.Reads(situation), .. TagsBeside.Reads(situation), .. WebAclActions.Reads(situation), .. ClusterLogs.Reads(situation), .. DomainLogs.Reads(situation), .. NodeGroups.Reads(situation), .. EmptiedLists.Reads(situation),
        .. Making(situation).SelectMany(r => CreationSettings.Reads(situation, r.Type!).Concat(RowReads.Surrounding(r, situation))),
        .. situation.Call.Creating.Count > 1 ? Reading.Values(situation, "any type", ("engine", "type"), ("origin", "type")) : [],
    ];

    private static List<EventRow> Making(Situation situation) => IsFirstVersion(situation) ? [.. situation.Rows.Where(r => r.Type?.Name == "aws_ssm_parameter")] : situation.Call.Creating;

    /// <summary>Whether something else than the parameters says which resource is meant: the answer, or that there is one for each account.</summary>
    public static bool IsAnswered(Situation situation) => situation.Rows.Any(r =>
        r.Ids.Any(i => Matcher.ValuesOf(i, situation.Change).Count > 0) || (r.Type is not null && Answers.Id(r, situation) is not null)
        || Matcher.Answered(r, situation.Change).Count > 0 || (r.IsSingleton && situation.Change.Account is not null));

    /// <summary>What the call does by the catalogue.</summary>
    public static IReadOnlyList<Target> Targets(Situation situation)
    {
        if (situation.States.Count == 0)
        {
            return MayCreate(situation) ? [New(LikeliestRow.Of(situation.Call.Creating, situation), situation, parent: null)] : [.. FirstVersion(situation)];
        }

        List<RowMatch> matches = [.. situation.Rows.Where(r => r.Type is not null).SelectMany(r => situation.Matcher.Match(r, situation.Change))];
        var strong = matches.Where(m => m.Row is { Weight: >= 2, IsInferred: false }).ToList();
        if (strong.Count == 0 && matches.Count > 0)
        {
            return Inferred(situation, matches);
        }

        if (MayCreate(situation))
        {
            return Created(situation, strong);
        }

        var deleted = strong.Where(m => m.Row.Effect == RowEffect.Delete).ToList();
        if (deleted.Count > 0)
        {
            var best = deleted.Max(m => m.Agreeing);
            return [.. deleted.Where(m => m.Agreeing == best).DistinctBy(m => m.Instance).Select(m => new Target { Kind = CarriedOut.Covers(situation, m.Instance) ? TargetKind.NoEffect : TargetKind.Delete, Instance = m.Instance })];
        }

        var changed = Changed(situation, strong);
        List<Target> children = changed.Count > 0 ? [] : [.. Hung(situation), .. Detached(situation)];
        return changed.Count + children.Count > 0 ? [.. changed, .. children] : [.. FirstVersion(situation), .. Passed(situation), .. Gone(situation)];
    }

    private static bool MayCreate(Situation situation)
    {
        var (creating, operation) = (situation.Call.Creating, situation.Change.Operation);
        return creating.Count > 0 && (situation.Call.Creates || creating.Any(r => IsAnswered(r, situation) && (!Verbs.Passes(operation) || Translation.Present(r, situation).Any() || IsNew(r, situation))));
    }

    /// <summary>The resources that a call only concerns somehow, where its own rule finds nothing that it changes.</summary>
    public static List<Target> Related(Situation situation) =>
        Inferred(situation, [.. situation.Rows.Where(r => r is { Type: not null } and ({ Weight: < 2 } or { IsInferred: true })).SelectMany(r => situation.Matcher.Match(r, situation.Change))]);

    private static List<Target> Inferred(Situation situation, List<RowMatch> matches)
    {
        var kind = Verbs.OnlyActs(situation.Change.Operation) ? TargetKind.NoEffect : TargetKind.Inferred;
        return [.. matches.DistinctBy(m => m.Instance).Select(m => new Target { Kind = kind, Instance = m.Instance })];
    }

    // Most calls that put a thing do not tell whether it is new; some answer a first version, or take tags for new things only.
    private static IEnumerable<Target> FirstVersion(Situation situation) =>
        from row in situation.Rows.Where(r => r is { Type: not null, Weight: 3, IsInferred: false }).Take(1)
        where IsFirstVersion(situation) || TakesNewTags(situation) || IsOnBusOfItsOwn(situation)
        select new Target { Kind = TargetKind.Create, Type = row.Type!.Name, Id = NewIdentity.Of(row, situation), Parent = situation.Matcher.Surroundings(row.Type, situation.Change).FirstOrDefault()?.Address };

    // AWS takes tags with these calls only where they make something.
    private static bool TakesNewTags(Situation situation) =>
        (situation.Change.Source, situation.Change.Operation) is ("events.amazonaws.com", "PutRule") or ("monitoring.amazonaws.com", "PutMetricAlarm" or "PutCompositeAlarm")
        && Tags.Find(situation.Request) is { Members.Count: > 0 };

    // A bus that somebody made has the rules that somebody puts on it; on the default bus AWS's services keep theirs.
    private static bool IsOnBusOfItsOwn(Situation situation) =>
        situation.Change is { Source: "events.amazonaws.com", Operation: "PutRule" } && situation.Text("eventBusName") is { } bus && bus != "default" && !bus.EndsWith(":event-bus/default", StringComparison.Ordinal);

    private static bool IsFirstVersion(Situation situation) =>
        situation.Change is { Source: "ssm.amazonaws.com", Operation: "PutParameter" } && situation.Response["version"].Text == "1";

    // RotateSecret without rules: it names a resource, and what it does is over at once. So is a value for a secret whose value no state holds.
    private static List<Target> Passed(Situation situation) => Verbs.Passes(situation.Change.Operation) || situation.Change.Operation == "PutSecretValue"
        ? [.. QuietCalls.Named(situation.Change, situation.States, situation.Matcher).Select(i => new Target { Kind = TargetKind.NoEffect, Instance = i })]
        : [];

    // Put and Set make a child where there was none: a repository's policy, a function's event configuration.
    private static IEnumerable<Target> Hung(Situation situation) => !Verbs.Puts(situation.Change.Operation) && !Verbs.Adds(situation.Change.Operation) && Verbs.Switches(situation.Change.Operation) != true ? [] :
        from row in situation.Rows.Where(r => r is { Type: { } type, Effect: RowEffect.Put or RowEffect.Create or RowEffect.Update, Weight: >= 2, IsInferred: false } && !type.Attributes.ContainsKey("arn") && !type.Name.EndsWith("_exclusive", StringComparison.Ordinal)).OrderByDescending(r => Translation.Present(r, situation).Any()).Take(1)
        where Verbs.Switches(situation.Change.Operation) != true || row.Effect == RowEffect.Create
        from parent in Parents(row, situation).Take(1)
        select Attached(row, situation, parent);

    // A policy names what it is put on by its ARN alone.
    private static IEnumerable<ResourceInstance> Parents(EventRow row, Situation situation) => situation.Matcher.Parents(row, situation.Change)
        .Concat(References(row, situation).SelectMany(named => situation.States.Candidates(named)
            .Where(i => situation.Catalog.Type(i.Type) is { } type && type != row.Type && type.Package == row.Type!.Package && i.Attributes["arn"].Text == named)))
        .Distinct();

    private static IEnumerable<string> References(EventRow row, Situation situation) =>
        (row.Ids.Count > 0 ? row.Ids : Matcher.RequiredReferences(row)).SelectMany(id => Matcher.ValuesOf(id, situation.Change)).Where(named => named.Length > 0);

    private static Target Attached(EventRow row, Situation situation, ResourceInstance parent)
    {
        var child = ChildFacts.Of(row, situation);
        return Ownership.Added(parent, null, hasSeparate: true, null, row.Type!.Name, child, Details(row, situation, child));
    }

    private static Value Details(EventRow row, Situation situation, Value child) =>
        Value.MapOf(child.Members.Concat(CreationSettings.Sent(situation, row.Type!)).Concat(Translation.Sent(row, situation).Members).DistinctBy(m => m.Key));

    private static List<Target> Created(Situation situation, List<RowMatch> strong)
    {
        var held = strong.Where(m => m.Row.Effect == RowEffect.Create && IsTheSame(m, situation)).ToList();
        if (held.Count > 0)
        {
            return [.. held.DistinctBy(m => m.Instance).Select(m => new Target { Kind = TargetKind.Recreate, Instance = m.Instance, Effects = [.. Stated(m, situation), .. Bare(m, situation)] })];
        }

        var row = LikeliestRow.Of(situation.Call.Creating, situation);
        var places = strong.Where(m => m.Row.Effect is RowEffect.Update or RowEffect.Put && (Translation.Present(m.Row, situation).Any() || OwnsAll(m.Row))).ToList();
        if (places.Count > 0)
        {
            return Changed(situation, places);
        }

        var parents = situation.Matcher.Parents(row, situation.Change).Distinct().ToList();
        if (parents.Count > 0 && !row.Type!.Attributes.ContainsKey("arn"))
        {
            return [.. parents.Take(1).Select(p => Attached(row, situation, p))];
        }

        var parent = parents.Concat(situation.Matcher.Surroundings(row.Type!, situation.Change)).Concat(situation.Matcher.Watched(situation.Change))
            .Concat(strong.Where(m => m.Row.Effect is RowEffect.Update or RowEffect.Put).Select(m => m.Instance)).FirstOrDefault();
        return [New(row, situation, parent)];
    }

    private static Target New(EventRow row, Situation situation, ResourceInstance? parent)
    {
        var created = new Target { Kind = TargetKind.Create, Type = row.Type!.Name, Naming = () => NewIdentity.Of(row, situation), Parent = parent?.Address };
        return situation.Call.Plain.Contains(row) && PlainCreations.Cover(situation.Change)
            ? created with { Details = () => Details(row, situation, ChildFacts.Of(row, situation)), Identity = () => ChildFacts.Of(row, situation), IsPlain = true }
            : created with { Child = Details(row, situation, ChildFacts.Of(row, situation)) };
    }

    // One more in a list that a resource owns as a whole.
    private static bool OwnsAll(EventRow row) => row.Type!.Name.EndsWith("_exclusive", StringComparison.Ordinal) && Translation.Touched(row).Any();

    // A first password that AWS hides is no sign that the state holds another one.
    private static List<AttributeEffect> Stated(RowMatch match, Situation situation) =>
        [.. Translation.Effects(match.Row, situation, match.Instance, new HashSet<string>()).Concat(CreationSettings.Effects(situation, match.Row.Type!, match.Instance.Attributes)).Where(e => !e.Apply(match.Instance.Attributes[e.Attribute]).IsHidden)];

    // What was deleted and is made anew has no more than what the call names.
    private static IEnumerable<AttributeEffect> Bare(RowMatch match, Situation situation) =>
        IsDeleted(match, situation) && IsNamedWhole(match, situation) ? WholePuts.Unnamed(match, situation) : [];

    // Of the same parent there can be many children: the answered id and what cannot be changed later tell them apart.
    // Put and Modify write over what has the answered id, even where Terraform would replace it.
    private static bool IsTheSame(RowMatch match, Situation situation)
    {
        var isAnswered = false;
        foreach (var pair in match.Row.Outs)
        {
            var answered = Answers.Of(pair, situation);
            var known = pair.Attributes.SelectMany(a => Matcher.Texts(match.Instance, a)).ToList();
            if (answered.Count > 0 && known.Count > 0 && !known.Any(k => answered.Any(a => Identifiers.Same(k, a))))
            {
                return false;
            }

            isAnswered |= answered.Count > 0 && known.Count > 0;
        }

        var type = match.Row.Type!;
        return IsNamedWhole(match, situation) || (isAnswered && Verbs.Overwrites(situation.Change.Operation)) || Translation.Effects(match.Row, situation, match.Instance, new HashSet<string>())
            .Where(e => type.Attribute(e.Attribute) is { ForcesReplacement: true, IsRequired: true })
            .All(e => Meaning.Same(e.Apply(match.Instance.Attributes[e.Attribute]), match.Instance.Attributes[e.Attribute]) || e.Apply(Value.Null).IsHidden);
    }

    // A statement of a function's policy is the one of its name, whomever it lets in now.
    private static bool IsNamedWhole(RowMatch match, Situation situation)
    {
        var named = match.Row.Ids.Where(id => Matcher.ValuesOf(id, situation.Change).Count > 0).SelectMany(id => id.Attributes).ToHashSet();
        return match.Row.Type!.Identity is { Count: > 1 } identity && identity.All(a => named.Contains(a) || Meaning.IsEmpty(match.Instance.Attributes[a]));
    }

    // What puts a setting that was deleted makes it again.
    private static bool MakesAgain(RowMatch match, Situation situation) =>
        match.Row.Effect is RowEffect.Put or RowEffect.Create && IsDeleted(match, situation);

    private static bool IsDeleted(RowMatch match, Situation situation) => situation.OpenAt(match.Instance).Any(d => d.Path == Timeline.Deletion);

    private static List<Target> Changed(Situation situation, List<RowMatch> strong)
    {
        var targets = new List<Target>();
        var claimed = new List<(string Type, string Path)>();
        foreach (var match in strong.OrderByDescending(m => m.Agreeing).ThenByDescending(m => m.Row.Type!.Name.Length).ThenByDescending(m => m.Row.Weight).DistinctBy(m => (m.Instance, m.Row.Type)))
        {
            var type = match.Row.Type!.Name;
            if (ListEntries.Targets(match, situation) is { } entry)
            {
                targets.AddRange(entry);
                continue;
            }

            var owned = claimed.Where(c => c.Type != type && c.Type.StartsWith(type + "_", StringComparison.Ordinal)).Select(c => c.Path).ToHashSet();
            List<AttributeEffect> effects = [.. WebAclActions.Effects(situation, match.Instance), .. Translation.Effects(match.Row, situation, match.Instance, owned), .. Beside(match, situation)];
            // Only another resource asks for them.
            if (strong.Count > 1)
            {
                claimed.AddRange(Translation.Present(match.Row, situation).Select(p => (type, p)));
            }

            if (effects.Count > 0 || owned.Count == 0)
            {
                targets.Add(effects.Count > 0 ? new Target { Kind = MakesAgain(match, situation) ? TargetKind.Recreate : TargetKind.Change, Instance = match.Instance, Effects = effects } : Silent(match, situation));
            }
        }

        return targets.Any(t => t.Effects.Count > 0) ? [.. targets.Where(t => t.Effects.Count > 0 || t.Kind == TargetKind.Delete)] : targets;
    }

    // What the rows cannot say.
    private static IEnumerable<AttributeEffect> Beside(RowMatch match, Situation situation)
    {
        var type = match.Row.Type!.Name;
        return
        [
            .. NeverLogged.Effects(situation, type), .. WholePuts.Gone(match, situation), .. ClusterLogs.Effects(situation, type), .. DomainLogs.Effects(situation, type), .. TagsBeside.Effects(match, situation),
            .. NodeGroups.Effects(situation, type), .. Implied.Effects(situation, match.Instance), .. ReplicaCounts.Effects(situation, match.Instance), .. TaskDefinitions.Effects(situation, match.Instance),
            .. IsFirstVersion(situation) ? CreationSettings.Effects(situation, match.Row.Type!, match.Instance.Attributes) : [],
        ];
    }

    // The call names the resource, but nothing that could be compared.
    private static Target Silent(RowMatch match, Situation situation)
    {
        var touched = Translation.Touched(match.Row).Take(3).ToList();
        // A request that AWS left out hides what it set.
        var says = (situation.Request.Members.Count == 0 && match.Row.Pairs.Count > 0 && !match.Row.IsSingleton) || situation.Request.Members.Any(m => !IsIdentifier(match.Row, m.Key) && CallParameters.WhyIrrelevant(situation.Change.Source, m.Key) is null && !Meaning.IsEmpty(m.Value));
        return (touched.Count > 0, says) switch
        {
            _ when Verbs.OnlyActs(situation.Change.Operation) || (Verbs.Passes(situation.Change.Operation) && touched.Count == 0) => new Target { Kind = TargetKind.NoEffect, Instance = match.Instance },
            (true, _) => new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = [.. touched.Select(a => IsTakenOff(match.Row, a, situation) ? AttributeEffect.Replace(a, Value.Null) : AttributeEffect.Unknown(a))] },
            (false, true) => new Target { Kind = TargetKind.Change, Instance = match.Instance },
            _ => new Target { Kind = TargetKind.NoEffect, Instance = match.Instance },
        };
    }

    // DeleteRolePermissionsBoundary, DisassociateKmsKey: the setting itself is gone. RemovePermission takes a part of a policy.
    private static bool IsTakenOff(EventRow row, string attribute, Situation situation) =>
        Verbs.TakesOff(situation.Change.Operation) && row.Pairs.Count == 0
        && row.Type!.Attribute(attribute) is { Kind: not (AttributeKind.Bool or AttributeKind.Set) } or { Nested.Count: > 0 };

    private static bool IsIdentifier(EventRow row, string member) =>
        row.Ids.Any(i => i.Path.Split('.')[^1].Equals(member, StringComparison.OrdinalIgnoreCase) || (i.XmlPath?.Equals(member, StringComparison.OrdinalIgnoreCase) ?? false))
        || member is "bucketName" or "id" or "arn" or "region";

    // Removing what an earlier event attached.
    private static List<Target> Detached(Situation situation)
    {
        var targets =
            from row in situation.Rows.Where(r => r is { Type: not null, Effect: RowEffect.Delete, IsInferred: false })
            let child = ChildFacts.Of(row, situation)
            from parent in Parents(row, situation)
            let key = Ownership.Attached(situation, parent, row.Type!.Name, child)
            where key is not null
            select new Target { Kind = TargetKind.Detach, Instance = parent, Type = row.Type!.Name, Key = key, Child = child };
        List<Target> detached = [.. targets.DistinctBy(t => (t.Instance, t.Key))];
        return detached.Count > 0 ? detached : Orphaned(situation);
    }

    // A child of a managed resource that nobody knew, so that its addition is recognised should it come late.
    private static IEnumerable<Target> Gone(Situation situation) =>
        from row in situation.Rows.Where(r => r is { Type: { } type, Effect: RowEffect.Delete, IsInferred: false, Weight: >= 2 } && !type.Attributes.ContainsKey("arn"))
        let child = ChildFacts.Of(row, situation)
        where child.Members.Count > 0
        from parent in Parents(row, situation)
        select Ownership.Absent(parent, row.Type!.Name, child);

    // DisassociateWebACL names the load balancer alone; the book knows which ACL was put on it.
    private static List<Target> Orphaned(Situation situation)
    {
        var targets =
            from row in situation.Rows.Where(r => r is { Type: not null, Effect: RowEffect.Delete, IsInferred: false })
            from known in situation.Deviations.Attached
            from deviation in known.Value
            where deviation.IsOpen && deviation.Path == row.Type!.Name && deviation.InCloud.Kind == ValueKind.Map && Names(row, situation, deviation.InCloud)
            from parent in situation.States.At(known.Key.State, known.Key.Address)
            select new Target { Kind = TargetKind.Detach, Instance = parent, Type = row.Type!.Name, Key = deviation.Element, Child = deviation.InCloud };
        return [.. targets];
    }

    private static bool Names(EventRow row, Situation situation, Value child)
    {
        var named = row.Ids.Select(id => (id.Attributes, Values: Matcher.ValuesOf(id, situation.Change))).Where(n => n.Values.Count > 0).ToList();
        return named.Count > 0 && named.All(n => n.Attributes.Any(a => n.Values.Any(v => Meaning.Same(child[a], Value.Of(v)))));
    }

    private static bool IsAnswered(EventRow row, Situation situation) => Answers.Id(row, situation) is not null;

    // RotateSecret answers with what it was asked for; what answers with something else has made it.
    private static bool IsNew(EventRow row, Situation situation) =>
        Answers.Id(row, situation) is { } id && !situation.Request.Members.Any(m => RequestMembers.ScalarsIn(m.Value).Any(v => Identifiers.Same(v, id)));
}
