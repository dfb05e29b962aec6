using DriftStream.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Configuration;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain text, ünïcode, 日本 and 🎉", "plain text, ünïcode, 日本 and 🎉")]
    [InlineData("\u001b[31mred\u001b[0m", @"\x1b[31mred\x1b[0m")]
    [InlineData("a\r\nb\tc\0", @"a\r\nb\tc\x00")]
    [InlineData("\u009b2J", @"\x9b2J")]
    [InlineData("evil\u202efdp.exe\u2066", @"evil\u{202e}fdp.exe\u{2066}")]
    [InlineData("two\u2028lines", @"two\u{2028}lines")]
    public void What_would_steer_a_terminal_is_spelt_out(string text, string shown) => TerminalText.Clean(text).ShouldBe(shown);
}
