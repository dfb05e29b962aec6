using System.Globalization;
using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Ledger;

/// <summary>Reads back what <see cref="FindingJson"/> wrote.</summary>
internal static class FindingReader
{
    /// <summary>The finding of a row.</summary>
    public static Finding Read(string json)
    {
        var finding = ValueReader.Read(Encoding.UTF8.GetBytes(json));
        return new(
            ContractWordReader.Verdict(finding["verdict"].Text),
            ContractWordReader.Severity(finding["severity"].Text),
            Text(finding["drift"]),
            Event(finding["event"]),
            Actor(finding["actor"]),
            Resource(finding["resource"]),
            [.. finding["changes"].Items.Select(Change)],
            finding["reason"].Text)
        {
            Rule = Text(finding["rule"]),
        };
    }

    private static EventSummary Event(Value value) => new(
        value["id"].Text,
        DateTimeOffset.Parse(value["time"].Text, CultureInfo.InvariantCulture),
        value["source"].Text,
        value["name"].Text,
        Text(value["account"]),
        Text(value["region"]));

    private static Actor Actor(Value value) => new(
        Text(value["name"]),
        ContractWordReader.Kind(value["kind"].Text),
        ContractWordReader.Via(value["via"].Text),
        Text(value["type"]),
        Text(value["arn"]),
        Text(value["account"]),
        Text(value["role"]),
        Text(value["sourceIp"]),
        Text(value["userAgent"]),
        value["mfa"].IsNull ? null : value["mfa"].IsTrue,
        ContractWordReader.Confidence(value["confidence"].Text))
    {
        Chain = [.. value["chain"].Items.Select(Link)],
        Job = Job(value["job"]),
    };

    private static ActorLink Link(Value value) => new(
        Text(value["name"]),
        ContractWordReader.Kind(value["kind"].Text),
        value["how"].Text,
        value["event"].Text,
        ContractWordReader.Confidence(value["confidence"].Text),
        DateTimeOffset.Parse(value["time"].Text, CultureInfo.InvariantCulture),
        Text(value["type"]),
        Text(value["account"]),
        Text(value["opened"]));

    private static CiJob? Job(Value value) => value.IsNull ? null : new()
    {
        System = Text(value["system"]),
        Repository = Text(value["repository"]),
        Ref = Text(value["ref"]),
        Workflow = Text(value["workflow"]),
        Environment = Text(value["environment"]),
        Step = Text(value["step"]),
        Commit = Text(value["commit"]),
        Run = Text(value["run"]),
    };

    private static ResourceRef? Resource(Value value) => value.IsNull
        ? null
        : new(Text(value["address"]), value["type"].Text, Text(value["id"]), Text(value["state"]), Text(value["parent"]));

    private static Change Change(Value value) => value["hidden"].IsTrue
        ? Core.Judging.Change.Concealed(value["path"].Text)
        : new(value["path"].Text, value["before"], value["after"]);

    private static string? Text(Value value) => value.IsNull ? null : value.Text;
}
