using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Stopping and starting what runs: a state that a person chose, although the provider only reads it, or not even that.</summary>
internal static class ChosenStates
{
    private static readonly string[] Clusters = ["aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"];

    private static readonly Dictionary<(string Source, string Operation), Chosen> Known = new()
    {
        [("rds.amazonaws.com", "StopDBInstance")] = new(["aws_db_instance"], "status", "stopped", Stops: true, "aws_rds_instance_state"),
        [("rds.amazonaws.com", "StartDBInstance")] = new(["aws_db_instance"], "status", "available", Stops: false, "aws_rds_instance_state"),
        [("rds.amazonaws.com", "StopDBCluster")] = new(Clusters, "status", "stopped", Stops: true),
        [("rds.amazonaws.com", "StartDBCluster")] = new(Clusters, "status", "available", Stops: false),
        [("redshift.amazonaws.com", "PauseCluster")] = new(["aws_redshift_cluster"], "status", "paused", Stops: true),
        [("redshift.amazonaws.com", "ResumeCluster")] = new(["aws_redshift_cluster"], "status", "available", Stops: false),
        [("apprunner.amazonaws.com", "PauseService")] = new(["aws_apprunner_service"], "status", "PAUSED", Stops: true),
        [("apprunner.amazonaws.com", "ResumeService")] = new(["aws_apprunner_service"], "status", "RUNNING", Stops: false),
        [("synthetics.amazonaws.com", "StopCanary")] = new(["aws_synthetics_canary"], "status", "STOPPED", Stops: true),
        [("synthetics.amazonaws.com", "StartCanary")] = new(["aws_synthetics_canary"], "status", "RUNNING", Stops: false),
        [("sagemaker.amazonaws.com", "StopNotebookInstance")] = new(["aws_sagemaker_notebook_instance"], "status", "Stopped", Stops: true),
        [("sagemaker.amazonaws.com", "StartNotebookInstance")] = new(["aws_sagemaker_notebook_instance"], "status", "InService", Stops: false),
        [("dms.amazonaws.com", "StopReplicationTask")] = new(["aws_dms_replication_task"], "status", "stopped", Stops: true),
        [("dms.amazonaws.com", "StartReplicationTask")] = new(["aws_dms_replication_task"], "status", "running", Stops: false),
        [("transfer.amazonaws.com", "StopServer")] = new(["aws_transfer_server"], "state", "OFFLINE", Stops: true),
        [("transfer.amazonaws.com", "StartServer")] = new(["aws_transfer_server"], "state", "ONLINE", Stops: false),
        [("workspaces.amazonaws.com", "StopWorkspaces")] = new(["aws_workspaces_workspace"], "state", "STOPPED", Stops: true),
        [("workspaces.amazonaws.com", "StartWorkspaces")] = new(["aws_workspaces_workspace"], "state", "AVAILABLE", Stops: false),
    };

    /// <summary>Whether it may know a call of this name.</summary>
    public static bool Covers(string source, string operation) => Known.ContainsKey((source, operation));

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!Known.TryGetValue((situation.Change.Source, situation.Change.Operation), out var chosen))
        {
            return null;
        }

        var named = situation.Rows.Where(r => r.Type is not null).SelectMany(r => situation.Matcher.Match(r, situation.Change)).Select(m => m.Instance)
            .Concat(QuietCalls.Named(situation.Change, situation.States, situation.Matcher))
            .Distinct()
            .ToList();
        var owners = named.Where(i => i.Type == chosen.Owner).ToList();
        return owners.Count > 0
            ? [.. owners.Select(i => Become(i, "state", chosen))]
            : [.. named.Select(i => chosen.Types.Contains(i.Type) ? Become(i, chosen.Attribute, chosen) : new Target { Kind = TargetKind.NoEffect, Instance = i })];
    }

    // Where no attribute holds the state, a stop is only noticed, and a start ends that.
    private static Target Become(ResourceInstance instance, string attribute, Chosen chosen)
    {
        var isHeld = !instance.Attributes[attribute].IsNull;
        var effect = isHeld ? AttributeEffect.Replace(attribute, Value.Of(chosen.Value))
            : chosen.Stops ? AttributeEffect.Unknown(attribute)
            : AttributeEffect.Replace(attribute, Value.Null);
        return new Target { Kind = TargetKind.Change, Instance = instance, Effects = [effect] };
    }

    private sealed record Chosen(string[] Types, string Attribute, string Value, bool Stops, string? Owner = null);
}
