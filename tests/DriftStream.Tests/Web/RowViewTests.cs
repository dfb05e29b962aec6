using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Web.View;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class RowViewTests
{
    [Theory]
    [InlineData("aws_s3_bucket.data", "", "aws_s3_bucket.data")]
    [InlineData("module.a.module.b[0].aws_vpc.v", "module.a.module.b[0].", "aws_vpc.v")]
    [InlineData("module.net[\"a.b\"].aws_vpc.v[\"x.y\"]", "module.net[\"a.b\"].", "aws_vpc.v[\"x.y\"]")]
    [InlineData("module.net[\"a\\\".b\"].aws_vpc.v", "module.net[\"a\\\".b\"].", "aws_vpc.v")]
    [InlineData("module.", "", "module.")]
    public void The_module_part_of_an_address_ends_where_the_resource_begins(string address, string module, string rest)
    {
        var finding = Story.TagAdded.Finding with { Resource = Story.TagAdded.Finding.Resource! with { Address = address } };

        var row = RowViews.Of(Story.TagAdded with { Finding = finding }, Story.Start);

        (row.Module, row.Address).ShouldBe((module, rest));
    }

    [Fact]
    public void The_same_finding_is_the_same_element_whatever_became_of_it()
    {
        var before = RowViews.Of(Story.PortOpened, Story.Start);
        var after = RowViews.Of(Story.PortOpenedAndClosedLater, Story.Start.AddDays(1));

        after.Id.ShouldBe(before.Id);
        RowViews.Of(Story.PortClosed, Story.Start).Id.ShouldNotBe(before.Id);
        (before.IsPast, after.IsPast).ShouldBe((false, true));
    }

    [Fact]
    public void What_no_state_holds_is_shown_by_type_and_id()
    {
        var finding = Story.TagAdded.Finding with
        {
            Verdict = Verdict.Unmanaged,
            Drift = null,
            Changes = [],
            Resource = new ResourceRef(null, "aws_instance", "i-0c4f1e2d3b5a69788", null, null),
        };

        var row = RowViews.Of(new(finding, Story.Start, null), Story.Start);

        row.Address.ShouldBe("aws_instance i-0c4f1e2d3b5a69788");
        row.Badge.Text.ShouldBe("In no state");
        Words(row).ShouldBe("created aws_instance i-0c4f1e2d3b5a69788, which no state holds");
    }

    [Fact]
    public void A_finding_without_a_name_or_resource_is_still_a_row()
    {
        var nobody = new Actor(null, ActorKind.Unknown, ActorVia.Unknown, null, null, null, null, null, null, null, Confidence.Unknown);
        var finding = Story.TagAdded.Finding with { Actor = nobody, Resource = null, Changes = [], Verdict = Verdict.Touched };

        var row = RowViews.Of(new(finding, Story.Start, null), Story.Start);

        row.Actor.ShouldBe("somebody");
        row.Address.ShouldBe("");
    }

    [Fact]
    public void The_job_behind_a_change_and_who_opened_its_session_are_among_the_facts()
    {
        var row = RowViews.Of(Story.TagAdded with { Finding = Story.TagAdded.Finding with { Actor = Ledger.Facts.Job } }, Story.Start);

        row.Facts.ShouldContain(("Opened by", "acme/infra (AssumeRoleWithWebIdentity)"));
        row.Facts.ShouldContain(("Job", "github acme/infra refs/heads/main feedface"));
        RowViews.Of(Story.TagAdded, Story.Start).Facts.ShouldNotContain(f => f.Name == "Job" || f.Name == "Opened by");
    }

    [Fact]
    public void A_block_is_shown_as_terraform_writes_it_without_what_is_empty()
    {
        var change = RowViews.Of(Story.PortOpened, Story.Start).Changes.ShouldHaveSingleItem();

        change.State.ShouldBeNull();
        change.Cloud.ShouldNotBeNull().Split('\n').ShouldContain("from_port   = 22");
        change.Cloud.ShouldNotContain("[]");
    }

    [Theory]
    [InlineData(2.1, "2.1 s")]
    [InlineData(8, "8 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(832, "13 min")]
    [InlineData(72_000, "20 h")]
    [InlineData(345_600, "4 days")]
    [InlineData(-3, "0 s")]
    public void Lengths_have_one_unit(double seconds, string expected) => Shown.Length(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void Long_text_is_cut_between_characters_never_inside_one()
    {
        var cut = Shown.Text(string.Concat(Enumerable.Repeat("🙂", 400)));

        cut.ShouldEndWith("🙂…");
        cut.EnumerateRunes().Count().ShouldBe(300);
    }

    [Fact]
    public void An_account_is_shown_by_its_name_where_it_has_one()
    {
        var account = Story.TagAdded.Finding.Event.Account!;

        RowViews.Of(Story.TagAdded, Story.Start, new Dictionary<string, string> { [account] = "acme-prod" }).Place.ShouldStartWith("acme-prod ");
        RowViews.Of(Story.TagAdded, Story.Start).Place.ShouldStartWith($"{account} ");
    }

    private static string Words(RowView row) => string.Concat(row.Sentence.Select(part => part.Text));
}
