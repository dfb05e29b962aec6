namespace DriftStream.States.Sources.Hcp;

/// <summary>A run of Terraform on the server or an agent.</summary>
/// <param name="Id">Its id, <c>run-…</c>.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Created">When it was ordered.</param>
/// <remarks>https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states</remarks>
internal sealed record HcpRun(string Id, string Status, DateTimeOffset? Created)
{
    // From the confirmation on nothing but the queue stands between the run and the cloud.
    private static readonly string[] Applying = ["confirmed", "queuing_apply", "apply_queued", "pre_apply_running", "pre_apply_completed", "applying"];
    private static readonly string[] Over = ["applied", "errored", "canceled", "force_canceled", "discarded"];

    /// <summary>It writes what is there into the state, and changes nothing.</summary>
    public bool OnlyRefreshes { get; init; }

    /// <summary>When it came to each status, by the status with dashes: <c>applying-at</c>.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> Times { get; init; }

    /// <summary>Whether it applies now, or waits for nothing but to begin.</summary>
    public bool IsApplying => !OnlyRefreshes && Applying.Contains(Status);

    /// <summary>When it began to apply; null: it did not, or the server does not tell.</summary>
    public DateTimeOffset? Began => At("applying") ?? (IsApplying ? At("apply-queued") ?? At("confirmed") ?? Created : null);

    /// <summary>When it stopped applying; null: it did not begin to, or goes on.</summary>
    public DateTimeOffset? Ended => !OnlyRefreshes && Over.Contains(Status) && At("applying") is { } began ? At(Status.Replace('_', '-')) ?? began : null;

    private DateTimeOffset? At(string status) => Times.TryGetValue($"{status}-at", out var moment) ? moment : null;
}
