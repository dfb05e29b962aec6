using System.Text;
using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.Runtime;

namespace DriftStream.Gaps;

/// <summary>Fetches all changing events of a slice of time, no faster than CloudTrail answers.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html: two calls a second for an account and region.</remarks>
internal sealed class CatchUpLookup(TimeProvider clock)
{
    private const int PageSize = 50;
    private const int MostTries = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Throttled = ["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"];

    /// <summary>The records of a slice, as a log file would hold them, and how many they are.</summary>
    public async Task<(ReadOnlyMemory<byte> File, int Count)> FetchAsync(
        IAmazonCloudTrail client, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var records = new List<string>();
        string? token = null;
        do
        {
            var page = await AskAsync(client, Request(from, until, token), cancellation);
            records.AddRange((page.Events ?? []).Select(e => e.CloudTrailEvent).OfType<string>());
            token = page.NextToken;
            await Task.Delay(Pace, clock, cancellation);
        }
        while (!string.IsNullOrEmpty(token));

        return (Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}"""), records.Count);
    }

    private async Task<LookupEventsResponse> AskAsync(IAmazonCloudTrail client, LookupEventsRequest request, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await client.LookupEventsAsync(request, cancellation);
            }
            catch (AmazonServiceException refused) when (tries < MostTries && Throttled.Contains(refused.ErrorCode))
            {
                await Task.Delay(Pace * (1 << tries), clock, cancellation);
            }
        }
    }

    private static LookupEventsRequest Request(DateTimeOffset from, DateTimeOffset until, string? token) => new()
    {
        StartTime = from.UtcDateTime,
        EndTime = until.UtcDateTime,
        LookupAttributes = [new() { AttributeKey = "ReadOnly", AttributeValue = "false" }],
        MaxResults = PageSize,
        NextToken = token,
    };
}
