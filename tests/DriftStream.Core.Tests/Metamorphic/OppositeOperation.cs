using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Operations that take back what another did, with the same parameters.</summary>
internal static class OppositeOperation
{
    private static readonly (string Do, string Undo)[] Names =
    [
        ("RegisterInstancesWithLoadBalancer", "DeregisterInstancesFromLoadBalancer"), ("AddUserToGroup", "RemoveUserFromGroup"), ("AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile"),
        ("AddClientIDToOpenIDConnectProvider", "RemoveClientIDFromOpenIDConnectProvider"), ("MonitorInstances", "UnmonitorInstances"), ("CreateGrant", "RevokeGrant"),
    ];

    private static readonly (string Do, string Undo)[] Verbs =
    [
        ("Authorize", "Revoke"), ("Attach", "Detach"), ("Associate", "Disassociate"), ("Register", "Deregister"), ("Add", "Remove"), ("Enable", "Disable"), ("Start", "Stop"), ("Suspend", "Resume"), ("Subscribe", "Unsubscribe"),
    ];

    private static readonly (string Do, string Undo)[] Making = [("Create", "Delete"), ("Put", "Delete"), ("Set", "Delete")];

    /// <summary>Turns the record into the opposite call; false where its parameters do not do for that, null where there is no opposite.</summary>
    public static bool? Of(JsonObject record, string operation, IReadOnlyList<Finding> findings, Func<string, Value> attributes)
    {
        if (Find(record["eventSource"]!.GetValue<string>(), operation, findings, attributes) is not { } opposite)
        {
            return null;
        }

        record["eventName"] = opposite;
        record["responseElements"] = null;
        if (record["requestParameters"] is not JsonObject request || request.ContainsKey("securityGroupRuleIds"))
        {
            return false;
        }

        foreach (var finding in findings)
        {
            finding.Changes.ToList().ForEach(c => Describe(request, c.Before["description"].Text));
            finding.Changes.ToList().ForEach(c => Identify(record, request, c.Path, c.After["id"].Text));
        }

        return true;
    }

    private static string? Find(string source, string operation, IReadOnlyList<Finding> findings, Func<string, Value> attributes)
    {
        // What is made anew is only deleted where nothing was before. Enable that changes a period is not undone by Disable.
        var isNew = findings.All(f => f.Verdict == Verdict.Attached || f.Changes.All(c => attributes(f.Resource!.Address!)[AttributePath.Root(c.Path)] is var before && Meaning.IsEmpty(before) && before.Kind is not (ValueKind.Bool or ValueKind.Number)));
        var isSwitch = !findings.SelectMany(f => f.Changes).Any(c => c.Before.Kind == ValueKind.Number);
        return Names.Concat(Names.Select(Turned)).Where(n => n.Do == operation).Select(n => n.Undo)
            .Concat(Verbs.Concat(Verbs.Select(Turned)).Where(_ => isSwitch).Concat(isNew ? Making : [])
                .Where(v => operation.StartsWith(v.Do, StringComparison.Ordinal) && (operation.Length == v.Do.Length || char.IsUpper(operation[v.Do.Length])))
                .Select(v => v.Undo + operation[v.Do.Length..]))
            .FirstOrDefault(o => EventCatalog.Load().Find(source, o) is not null);
    }

    private static (string Do, string Undo) Turned((string Do, string Undo) pair) => (pair.Undo, pair.Do);

    // A rule is taken away by its addresses and comes back with its description.
    private static void Describe(JsonObject request, string description)
    {
        foreach (var range in RequestPlace.Below(request).Where(p => description.Length > 0 && p.Node is JsonObject map && (map.ContainsKey("cidrIp") || map.ContainsKey("cidrIpv6"))).ToList())
        {
            range.Node["description"] = description;
        }
    }

    // What AWS answered the new child's id to be, the removal names.
    private static void Identify(JsonObject record, JsonObject request, string type, string id)
    {
        var members =
            from row in EventCatalog.Load().Find(record["eventSource"]!.GetValue<string>(), record["eventName"]!.GetValue<string>()) ?? []
            where id.Length > 0 && row.Type?.Name == type
            from member in row.Ids
            where member.Attributes.Contains("id")
            select char.ToLowerInvariant(member.Path[0]) + member.Path[1..];
        foreach (var member in members)
        {
            request[member] = id;
        }
    }
}
