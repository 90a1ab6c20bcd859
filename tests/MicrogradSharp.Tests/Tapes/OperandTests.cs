using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tests.Tapes;

public sealed class OperandTests
{
    private const int Lanes = 8;

    [Fact]
    public void Slots_that_follow_one_another_are_a_run()
    {
        Operand.IsRun([4]).Should().BeTrue();
        Operand.IsRun([4, 5, 6]).Should().BeTrue();
        Operand.IsRun([4, 6]).Should().BeFalse();
        Operand.IsRun([5, 4]).Should().BeFalse();
        Operand.IsRun([4, 4]).Should().BeFalse();
        Operand.IsRun([]).Should().BeFalse();
    }

    [Fact]
    public void A_run_is_read_in_place_and_scattered_slots_are_gathered()
    {
        var frame = Frame();
        var scratch = frame.Scratch;
        new Operand([1, 2], true).Read(frame, ref scratch).Overlaps(frame.Values(1)).Should().BeTrue();
        var gathered = new Operand([3, 0, 3], true).Read(frame, ref scratch);
        gathered.ToArray().Should().Equal([.. Slot(3), .. Slot(0), .. Slot(3)]);
        gathered.Overlaps(frame.Values(0, 4)).Should().BeFalse();
    }

    [Fact]
    public void Numbers_are_gathered_one_by_one_where_there_is_one_lane()
    {
        var frame = Frame();
        frame.Lanes = 1;
        for (int slot = 0; slot < 4; slot++) frame.Values(slot)[0] = slot + 0.5;
        var scratch = frame.Scratch;
        new Operand([3, 1, 1], true).Read(frame, ref scratch).ToArray().Should().Equal(3.5, 1.5, 1.5);
    }

    [Fact]
    public void Gradients_of_a_slot_that_is_read_twice_add_up()
    {
        var frame = Frame();
        var operand = new Operand([3, 0, 3], true);
        operand.Claim(new bool[4]);
        frame.Gradients(0, 4).Fill(100);
        var scratch = frame.Scratch;
        var gradients = operand.OpenGradients(frame, ref scratch);
        gradients.Fill(1);
        operand.CloseGradients(frame, gradients);
        frame.Gradients(3).ToArray().Should().AllBeEquivalentTo(2.0, "the first writer forgets what was there");
        frame.Gradients(0).ToArray().Should().AllBeEquivalentTo(1.0);
        frame.Gradients(1, 2).ToArray().Should().AllBeEquivalentTo(100.0);
    }

    [Fact]
    public void Only_the_first_writer_of_a_backward_pass_forgets_what_was_there()
    {
        bool[] written = new bool[4];
        var (first, second) = (new Operand([1, 2], true), new Operand([1, 2], true));
        first.Claim(written);
        second.Claim(written);
        (first.IsFreshRun, second.IsFreshRun).Should().Be((true, false));
        written.Should().Equal(false, true, true, false);
    }

    [Fact]
    public void An_operand_that_nobody_differentiates_claims_nothing_and_opens_nothing()
    {
        bool[] written = new bool[4];
        var operand = new Operand([1, 2], false);
        operand.Claim(written);
        written.Should().NotContain(true);
        var frame = Frame();
        var scratch = frame.Scratch;
        operand.OpenGradients(frame, ref scratch).IsEmpty.Should().BeTrue();
    }

    private static Frame Frame()
    {
        var frame = new Frame(slots: 4, maxLanes: Lanes, scratchSlots: 16, foreignRules: 0);
        for (int slot = 0; slot < 4; slot++) Slot(slot).CopyTo(frame.Values(slot));
        return frame;
    }

    private static double[] Slot(int slot) => [.. Enumerable.Range(0, Lanes).Select(lane => slot + lane / 16.0)];
}
