using DriftStream.Ingest;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class MessageContentTests
{
    [Fact]
    public void A_message_that_is_too_long_is_refused_before_it_is_read() =>
        Should.Throw<UnreadableMessageException>(() => MessageContent.Read(new byte[MessageContent.MostBytes + 1]))
            .Message.ShouldBe("The message has 10,485,761 bytes, more than 10,485,760, and none of it is taken. Send fewer records at a time.");
}
