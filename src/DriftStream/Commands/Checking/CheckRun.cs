using DriftStream.Ingest;
using DriftStream.States.Notifications;

namespace DriftStream.Commands.Checking;

/// <summary>All looks, in the order in which they are told.</summary>
internal static class CheckRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Looks at everything that is configured.</summary>
    /// <param name="context">The context.</param>
    /// <param name="send">Whether test messages are posted.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<CheckLine>> AllAsync(CheckContext context, TestMessages send, CancellationToken cancellation)
    {
        Look[] looks =
        [
            .. Queue(context),
            new StateChecks(context).LookAsync,
            .. StateQueue(context),
            .. Sinks(context, send),
            new LedgerChecks(context).LookAsync,
            new ServerChecks(context).LookAsync,
            new NetworkChecks(context).LookAsync,
        ];

        // Side by side: what does not answer costs its own time only.
        var lines = await Task.WhenAll(looks.Select(look => PatientlyAsync(look, cancellation)));
        return [.. lines.SelectMany(several => several)];
    }

    private static IEnumerable<Look> Queue(CheckContext context)
    {
        if (context.Section<QueueOptions>(QueueOptions.Section).Url is not { } url)
        {
            return [_ => One(CheckLine.Warning("queue", "none is configured, so events come only over HTTP", "Set Queue:Url to read them from SQS."))];
        }

        var address = Address(context, url);
        var aws = new AwsChecks(context, address);
        return [aws.CredentialsAsync, new QueueChecks(context, address).LookAsync, aws.ClockAsync, new CatchUpChecks(context, address).LookAsync];
    }

    private static IEnumerable<Look> StateQueue(CheckContext context) =>
        context.Section<StateQueueOptions>(StateQueueOptions.Section).Url is { } url ? [new StateQueueChecks(context, Address(context, url)).LookAsync] : [];

    private static QueueAddress Address(CheckContext context, Uri url) =>
        QueueAddress.Parse(url, context.Around.Environment.GetValueOrDefault("AWS_REGION") ?? context.Around.Environment.GetValueOrDefault("AWS_DEFAULT_REGION"));

    private static IEnumerable<Look> Sinks(CheckContext context, TestMessages send)
    {
        var sinks = context.Parts.FindSinks(context);
        return sinks.Count == 0
            ? [_ => One(CheckLine.Warning("alerts", "nobody is told: findings are only on the page", "Set Slack:WebhookUrl."))]
            : sinks.Select(sink => (Look)(async cancellation => [await (send == TestMessages.Posted ? sink.Send : sink.Look)(cancellation)]));
    }

    private static async Task<IReadOnlyList<CheckLine>> PatientlyAsync(Look look, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await look(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await One(CheckLine.Failed("time", $"one of the checks had no answer within {Patience.TotalSeconds:0} s", "Check the network, HTTPS_PROXY and NO_PROXY."));
        }
    }

    private static Task<IReadOnlyList<CheckLine>> One(CheckLine line) => Task.FromResult<IReadOnlyList<CheckLine>>([line]);
}

/// <summary>Whether test messages are posted.</summary>
internal enum TestMessages
{
    /// <summary>Nobody is disturbed.</summary>
    None,

    /// <summary>One to each sink.</summary>
    Posted,
}
