using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using DriftStream.Ingest;
using DriftStream.Network;

namespace DriftStream.Commands.Checking;

/// <summary>Who AWS takes us for, and whether its clock is ours.</summary>
internal sealed class AwsChecks(CheckContext context, QueueAddress queue)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(2);

    /// <summary>The credentials, by asking AWS whose they are.</summary>
    public async Task<IReadOnlyList<CheckLine>> CredentialsAsync(CancellationToken cancellation)
    {
        try
        {
            using var sts = context.Parts.ConnectSts(queue, new AwsHttpClients(context.Http));
            var caller = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation);
            return [CheckLine.Ok("credentials", $"{caller.Arn} in account {caller.Account}, used in {queue.Region}")];
        }
        catch (Exception refused) when (IsFailure(refused, cancellation))
        {
            return [Told("credentials", "", refused)];
        }
    }

    /// <summary>This machine's clock against the date in AWS's answer.</summary>
    public async Task<IReadOnlyList<CheckLine>> ClockAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient(context.Http.Handler());
            using var answer = await client.GetAsync(new Uri(queue.Url.GetLeftPart(UriPartial.Authority)), HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.Headers.Date is { } theirs
                ? [Compare(context.Around.Time.GetUtcNow() - theirs)]
                : [CheckLine.Warning("clock", $"{queue.Url.Host} tells no time, so this machine's clock is not compared", "See that it is set by NTP.")];
        }
        catch (HttpRequestException failure)
        {
            return [CheckLine.Failed("clock", $"{queue.Url.Host} cannot be reached: {OutgoingFault.Words(failure)}", "Check the network, HTTPS_PROXY and NO_PROXY.")];
        }
    }

    /// <summary>Whether a call to AWS threw because of the world, not because of us.</summary>
    public static bool IsFailure(Exception thrown, CancellationToken cancellation) =>
        thrown is AmazonClientException or AmazonServiceException or HttpRequestException or IOException || (thrown is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>A failed call to AWS; its meaning says what is wrong and, after a colon, what helps.</summary>
    public static CheckLine Told(string name, string subject, Exception failure)
    {
        var meaning = SqsFaults.Meaning(failure);
        var colon = meaning.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0
            ? CheckLine.Failed(name, subject + meaning, "Check the network, HTTPS_PROXY and NO_PROXY, and ask again.")
            : CheckLine.Failed(name, subject + meaning[..colon], $"{char.ToUpperInvariant(meaning[colon + 2])}{meaning[(colon + 3)..]}.");
    }

    private static CheckLine Compare(TimeSpan skew) => skew.Duration() <= MostSkew
        ? CheckLine.Ok("clock", $"{skew.Duration().TotalSeconds:0} s from AWS's")
        : CheckLine.Warning(
            "clock",
            $"{skew.Duration().TotalMinutes:0} min {(skew > TimeSpan.Zero ? "ahead of" : "behind")} AWS's",
            "Set this machine's clock, e.g. with chrony: ages, holds and ends of rules are wrong by as much, and from 5 minutes on AWS refuses calls.");
}
