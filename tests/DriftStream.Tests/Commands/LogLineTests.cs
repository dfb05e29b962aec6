using DriftStream.Commands;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class LogLineTests
{
    [Fact]
    public void An_entry_is_one_line_without_a_stack()
    {
        Written("bucket \u001b[2Jdata\nevil", new IOException("disk full"), LogDetail.Message)
            .ShouldBe("2026-03-10T12:00:00.000Z warn  Judge[1101] bucket \\x1b[2Jdata\\nevil: disk full\n");
    }

    [Fact]
    public void Developers_may_see_the_stack() =>
        Written("failed", new IOException("disk full", new TimeoutException("slow")), LogDetail.Everything)
            .ShouldStartWith("2026-03-10T12:00:00.000Z warn  Judge[1101] failed: disk full (slow)\nSystem.IO.IOException: disk full");

    private static string Written(string message, Exception exception, LogDetail detail)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(LogLevel.Warning, "DriftStream.Core.Judge", new EventId(1101), message, exception, (text, _) => text);

        new LogLine(FixedTime.Noon, detail).Write(entry, null, writer);

        return writer.ToString();
    }
}
