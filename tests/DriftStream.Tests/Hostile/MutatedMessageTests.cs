using System.Diagnostics;
using System.Globalization;
using System.Net;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Hostile;

/// <summary>Mutilated messages through a running service. HOSTILE_MESSAGES says how many; hostile.sh sends 10,000.</summary>
public sealed class MutatedMessageTests(ITestOutputHelper output)
{
    private const int GoodEvery = 10;
    private const long MostGrowth = 300 << 20;

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("HOSTILE_MESSAGES"), CultureInfo.InvariantCulture, out var count) ? count : 420;

    private static readonly HttpStatusCode[] Expected = [HttpStatusCode.Accepted, HttpStatusCode.BadRequest];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_crashes_no_neighbour_is_lost_and_nothing_is_shown_unescaped()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings.Remove("DriftStream__Queue__Url");
        await using var service = await place.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answers = await SendAllAsync(service);

        answers.Keys.ShouldBeSubsetOf(Expected);
        answers[HttpStatusCode.BadRequest].ShouldBeGreaterThan(Count / 4, "too few of the messages are broken");
        service.Ask<string>("select event_id from processed_event where event_id like 'good-%'").Count.ShouldBe(Count / GoodEvery);
        await place.Webhook.Messages.TakeAsync((int)service.Ask<long>("select count(*) from alert").Single());
        ShouldBeEscaped(place, await service.Client.GetStringAsync("/", Cancellation) + await service.Client.GetStringAsync("/readyz", Cancellation));
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(MostGrowth);
        using var process = Process.GetCurrentProcess();
        output.WriteLine($"{Count} messages: {string.Join(", ", answers.Select(a => $"{(int)a.Key} {a.Value}"))}; {service.Ask<long>("select count(*) from finding").Single()} findings, {place.Webhook.Messages.All.Count} alerts; peak working set {process.PeakWorkingSet64 >> 20} MB.");
    }

    private static async Task<Dictionary<HttpStatusCode, int>> SendAllAsync(RunningService service)
    {
        var mutations = new Mutations();
        var answers = new Dictionary<HttpStatusCode, int>();
        for (var number = 0; number < Count; number++)
        {
            using var body = new ByteArrayContent(mutations.Of(number));
            using var answer = await service.Client.PostAsync("/api/v1/events", body, Cancellation);
            answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            text.ShouldNotContain("   at ");
            text.Any(letter => char.IsControl(letter) && letter is not '\n').ShouldBeFalse(text);
            if (number % GoodEvery == 0)
            {
                // Beside what is no record at all, in one message.
                using var mixed = await service.PostAsync($$"""{"Records":[{"eventName":5},{{Calls.Tag(number % (ServicePlace.Buckets / 2), id: $"good-{number}")}},[[],null]]}""");
                mixed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            }
        }

        return answers;
    }

    private static void ShouldBeEscaped(ServicePlace place, string pages)
    {
        pages.ShouldNotContain("<script>alert");
        pages.ShouldNotContain("\u001b");
        pages.ShouldNotContain("\u202e");
        place.Posted.ShouldNotContain("<!channel>");
        place.Posted.ShouldNotContain("<https://evil");
        place.Posted.ShouldContain("&lt;!channel&gt;", customMessage: "no injected text reached an alert, so nothing is shown");
        place.Posted.ShouldNotContain("\\u202E");
        place.Posted.ShouldNotContain("\\u001B");
    }
}
