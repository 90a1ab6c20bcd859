using Playground.Lessons;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class LessonTests
{
    [Fact]
    public void Every_lesson_has_a_name_of_its_own_and_opens_with_its_text()
    {
        LessonList.All.Should().HaveCountGreaterThanOrEqualTo(2);
        LessonList.All.Select(lesson => lesson.Name).Should().OnlyHaveUniqueItems().And.StartWith("one-multiplication");
        foreach (var lesson in LessonList.All)
        {
            lesson.Start.Lesson.Should().Be(lesson.Name);
            lesson.Paragraphs.Should().NotBeEmpty();
            string text = string.Concat(lesson.Paragraphs);
            (text.Count(c => c == '`') % 2).Should().Be(0, "code in {0} begins and ends", lesson.Name);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("# Title\n\nText.\n\nText.")]
    [InlineData("# Title\n\nstate: formula?f=x\n\nText.")]
    [InlineData("# Title\n\nstate: 1/formula?f=x")]
    public void A_text_that_is_no_lesson_is_refused(string text)
    {
        var parse = () => Lesson.Parse("name", text);

        parse.Should().Throw<FormatException>().WithMessage("The lesson name must have*");
    }

    [Fact]
    public void Lines_of_a_paragraph_are_joined()
    {
        var lesson = Lesson.Parse("name", "# Title\r\n\r\nstate: 1/formula?x=2\r\n\r\nOne\r\ntwo.\r\n\r\nThree.\r\n");

        lesson.Title.Should().Be("Title");
        lesson.Paragraphs.Should().Equal("One two.", "Three.");
    }
}
