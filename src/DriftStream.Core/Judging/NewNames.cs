using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Resources that keep what they are under another name: what later events call by the new one is still the same.</summary>
internal static class NewNames
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["aws_db_instance"] = "identifier",
        ["aws_rds_cluster_instance"] = "identifier",
        ["aws_docdb_cluster_instance"] = "identifier",
        ["aws_neptune_cluster_instance"] = "identifier",
        ["aws_rds_cluster"] = "cluster_identifier",
        ["aws_docdb_cluster"] = "cluster_identifier",
        ["aws_neptune_cluster"] = "cluster_identifier",
        ["aws_redshift_cluster"] = "cluster_identifier",
        ["aws_iam_user"] = "name",
        ["aws_iam_group"] = "name",
        ["aws_iam_server_certificate"] = "name",
        ["aws_codecommit_repository"] = "repository_name",
        ["aws_codedeploy_app"] = "name",
        ["aws_codedeploy_deployment_group"] = "deployment_group_name",
    };

    private static readonly HashSet<string> Attributes = [.. Known.Values];

    /// <summary>The types whose instances can be renamed and stay what they are.</summary>
    public static IReadOnlyCollection<string> Types => Known.Keys;

    /// <summary>Whether a difference may be one of names.</summary>
    public static bool MayBe(Deviation deviation) => deviation is { IsOpen: true, InCloud.Kind: ValueKind.Text } && Attributes.Contains(deviation.Path);

    /// <summary>The names that are known to have changed.</summary>
    public static IReadOnlyList<Rename> Of(DeviationBook book, StateIndex states) =>
    !book.Renamed.Any() ? [] :
    [
        .. from address in book.Renamed
           from instance in states.At(address.State, address.Address)
           where Known.ContainsKey(instance.Type)
           from deviation in book.Of(address)
           where MayBe(deviation) && deviation.Path == Known[instance.Type]
           select new Rename(instance.Type, deviation.InCloud.Text, deviation.InState.Text),
    ];
}
