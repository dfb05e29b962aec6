using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using DriftStream.Aws.S3;
using DriftStream.Gaps;
using DriftStream.Ingest;
using DriftStream.Network;

namespace DriftStream.Commands.Checking;

/// <summary>Whether the events of a gap could be fetched.</summary>
internal sealed class CatchUpChecks(CheckContext context, QueueAddress queue)
{
    private const string Name = "catch-up";
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    /// <summary>Asks CloudTrail for one event, which is all that tells whether it may be asked.</summary>
    public async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        if (!context.Section<GapOptions>(GapOptions.Section).CatchUp)
        {
            return [];
        }

        var now = context.Around.Time.GetUtcNow().UtcDateTime;
        try
        {
            using var client = context.Parts.ConnectHistory(new S3Connection(), new AwsHttpClients(context.Http), queue.Region);
            await client.LookupEventsAsync(new LookupEventsRequest { StartTime = now - Span, EndTime = now, MaxResults = 1 }, cancellation);
            return [CheckLine.Ok(Name, $"CloudTrail in {queue.Region} hands out its events, so gaps can be filled there")];
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode is "AccessDeniedException" or "AccessDenied" or "UnauthorizedOperation")
        {
            return [CheckLine.Warning(
                Name, $"AWS does not allow cloudtrail:LookupEvents in {queue.Region}, so the events of a gap cannot be fetched", $"Grant it, or set {GapOptions.Section}:CatchUp to false.")];
        }
        catch (AmazonServiceException slowed) when (slowed.ErrorCode is "ThrottlingException" or "Throttling")
        {
            return [CheckLine.Ok(Name, $"CloudTrail in {queue.Region} answers")];
        }
        catch (Exception failure) when (AwsChecks.IsFailure(failure, cancellation))
        {
            return [CheckLine.Warning(
                Name, $"CloudTrail in {queue.Region} cannot be asked, so the events of a gap cannot be fetched", "Check credentials and network; the other lines tell more.")];
        }
    }
}
