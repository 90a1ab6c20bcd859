using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>A recording follows one thread: nodes of its function on other threads throw, and nothing else does.</summary>
public sealed class RecordingThreadsTests
{
    private const string Message =
        "The recorded function uses nodes on several threads (Parallel.For, Task.Run, PLINQ), but a recording follows only the thread " +
        "that called Tape.Record. Build the expression on that thread*";

    private readonly Node _w = 2.0;

    [Fact]
    public void A_literal_on_another_thread_does_not_become_a_parameter()
    {
        Refuses(row =>
        {
            var x = row[0];
            return Elsewhere(() => x * 2.0);
        });
        Refuses(row => Elsewhere(() => _w * 2.0) * row[0]);
        Refuses(row => Elsewhere(() => (Node)3.0) * row[0]);
    }

    [Fact]
    public void A_literal_of_a_thread_that_has_recorded_too_does_not_become_a_parameter() => Refuses(row => row[0] * Elsewhere(() =>
    {
        Tape.Record(1, other => other[0] * 2.0);
        return (Node)3.0;
    }));

    [Fact]
    public void Data_of_the_row_read_on_another_thread_is_not_NaN()
    {
        Refuses(row =>
        {
            var x = row[0];
            return x * Elsewhere(() => x.Data);
        });
        Refuses(row =>
        {
            var y = row[0] * _w;
            return y * Elsewhere(() => y.Value.Data);
        });
    }

    [Fact]
    public void Parallel_loops_tasks_and_PLINQ_are_refused()
    {
        Refuses(row =>
        {
            Node[] inputs = row.ToArray(), terms = new Node[inputs.Length];
            using var all = new Barrier(2);     // both iterations at once, so that one is on another thread
            Parallel.For(0, terms.Length, i =>
            {
                all.SignalAndWait(TimeSpan.FromSeconds(30)).Should().BeTrue();
                terms[i] = inputs[i] * 2.0;
            });
            return Node.Sum(terms);
        });
        Refuses(row =>
        {
            var x = row[0];
            var task = Task.Run(() => x * 2.0);
            // Result alone might run the task on this thread
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(30)).Should().BeTrue();
            return task.Result;
        });
        Refuses(row =>
        {
            Node[] inputs = row.ToArray();
            using var all = new Barrier(2);
            var terms = inputs.AsParallel().WithDegreeOfParallelism(2).WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(x =>
            {
                all.SignalAndWait(TimeSpan.FromSeconds(30)).Should().BeTrue();
                return x.Tanh() + 1;
            });
            return Node.Sum([.. terms]);
        });
    }

    [Fact]
    public void A_thread_that_the_function_did_not_start_is_refused_too()
    {
        using var worker = new Worker();
        Refuses(row =>
        {
            var x = row[0];
            return worker.Run(() => x + _w);
        });
        Refuses(row =>
        {
            var x = row[0];
            return x * worker.Run(() => x.Data);
        });
    }

    [Fact]
    public void Graphs_over_the_row_do_not_run_on_another_thread()
    {
        Refuses(row =>
        {
            var y = row[0] * _w;
            return Elsewhere(() =>
            {
                y.Backward();
                return y;
            });
        });
        Refuses(row =>
        {
            var y = row[0] * _w;
            return y * Elsewhere(() => new Graph(y).Forward());
        });
        Refuses(row =>
        {
            var y = row[0] * _w;
            return Elsewhere(() =>
            {
                new Graph(y).Backward();
                return y;
            });
        });
        _w.Grad.Should().Be(0);
    }

    [Fact]
    public void Another_recording_cannot_use_the_row()
    {
        Refuses(row =>
        {
            var x = row[0];
            return row[0] * Elsewhere(() => Tape.Record(1, other => other[0] + x).Mean([1]));
        });
    }

    [Fact]
    public void A_recording_goes_on_after_a_refusal_that_the_function_caught()
    {
        var tape = Tape.Record(1, row =>
        {
            var x = row[0];
            ((Action)(() => Elsewhere(() => x * 2.0))).Should().Throw<InvalidOperationException>();
            return x * _w;
        });
        tape.Mean([4]).Should().Be(8);
        tape.Parameters.Should().Equal(_w);
    }

    [Fact]
    public void An_aggregate_exception_of_other_causes_comes_through()
    {
        var thrown = new AggregateException(new InvalidOperationException("of the function"));
        Record.Exception(() => Tape.Record(1, (Func<ReadOnlySpan<Node>, Node>)(row => throw thrown))).Should().BeSameAs(thrown);
    }

    [Fact]
    public void What_has_nothing_to_do_with_the_recording_may_run_on_threads_that_the_function_starts()
    {
        var model = new MLP(2, [3, 1], random: new Random(1));
        Node p = 1.0;
        double squared = 0, slope = 0, mean = 0, predicted = 0;
        var tape = Tape.Record(1, row => row[0] * _w * Elsewhere(() =>
        {
            Node a = 3.0, b = double.NaN;
            var y = a * a + 0 * p;
            (y + b).Data.Should().Be(double.NaN);
            y.Backward();
            (squared, slope) = (new Graph(y).Forward(), a.Grad);
            mean = Tape.Record(1, other => other[0] * 2.0 + _w).Mean([5]);
            predicted = model.Predict([0.5, 0.5])[0];
            p.Data -= 0.5;
            return squared;
        }));
        (squared, slope, mean).Should().Be((9, 6, 12));
        predicted.ShouldBeNear(model.Forward(0.5, 0.5)[0].Data, 1e-13);
        p.Data.Should().Be(0.5);
        tape.Mean([4]).Should().Be(72);
        tape.Parameters.Should().Equal(_w);
    }

    [Fact]
    public void Arithmetic_of_parameters_alone_may_run_on_another_thread()
    {
        Node v = 3.0;
        var tape = Tape.Record(1, row => row[0] * Elsewhere(() => _w * v));
        tape.Mean([5]).Should().Be(30);
        tape.Parameters.Should().Equal(_w, v);
    }

    [Fact]
    public void A_leaf_that_an_unrelated_thread_makes_meanwhile_is_a_parameter()
    {
        using var worker = new Worker();
        Node made = default;
        var tape = Tape.Record(1, row =>
        {
            made = worker.Run(() => new Node(7.0));
            return row[0] * made;
        });
        tape.Parameters.Should().Equal(made);
    }

    [Fact]
    public void Threads_that_record_and_train_at_once_do_not_disturb_each_other()
    {
        using var start = new Barrier(6);
        double[] results = new double[6];
        Thread[] threads = [.. Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            for (int round = 0; round < 50; round++)
            {
                Node a = i, not = double.NaN;
                if (i % 2 == 0)
                {
                    var tape = Tape.Record(2, row => (row[0] * a + row[1] * 2.0 + 1).Tanh() + not * 0.5);
                    tape.Parameters.Should().Equal(a, not);
                    double.IsNaN(tape.Mean([1, 2])).Should().BeTrue();
                }
                else
                {
                    var y = (a * 2.0 + 1).Pow(2) + 0 * a;
                    y.Backward();
                    a.Data -= 0.001 * a.Grad;
                    double.IsNaN((y * not).Data).Should().BeTrue();
                    results[i] = a.Data;
                }
            }
            results[i]++;
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        results.Should().NotContain(0, "no thread died");
    }

    [Fact]
    public void Recordings_at_once_may_share_parameters_also_when_they_look_for_faults()
    {
        const int Uses = 20_000;
        using var start = new Barrier(2);
        var faults = new Exception?[2];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(i => new Thread(() =>
        {
            for (int round = 0; round < 10; round++)
            {
                var tape = Tape.Record(1, Function, new TapeOptions { StopAtNonFinite = true });
                if (Record.Exception(() => tape.Mean([0])) is { } fault and not NonFiniteException) faults[i] = fault;
            }
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        faults.Should().OnlyContain(fault => fault == null);

        Node Function(ReadOnlySpan<Node> row)
        {
            var y = Node.Sum([.. Enumerable.Range(0, Uses).Select(_ => _w + _w)]) / row[0];
            start.SignalAndWait();      // both threads find the dependencies at the same time
            return y;
        }
    }

    private static T Elsewhere<T>(Func<T> function)
    {
        // a dedicated thread, because a task may run on the thread that waits for it
        const TaskCreationOptions Dedicated = TaskCreationOptions.LongRunning;
        return Task.Factory.StartNew(function, CancellationToken.None, Dedicated, TaskScheduler.Default).GetAwaiter().GetResult();
    }

    private void Refuses(Func<ReadOnlySpan<Node>, Node> function)
    {
        // FluentAssertions' Throw would look into an AggregateException
        var refusal = Record.Exception(() => Tape.Record(2, function));
        refusal.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Match(Message);
        Tape.Record(1, row => row[0] * _w).Mean([5]).Should().Be(10, "the next recording knows nothing of it");
    }

    /// <summary>A thread that starts before the recording, and runs one function at a time.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        public Worker()
        {
            _thread = new Thread(() =>
            {
                foreach (var action in _work.GetConsumingEnumerable()) action();
            });
            _thread.Start();
        }

        public T Run<T>(Func<T> function)
        {
            var result = new TaskCompletionSource<T>();
            _work.Add(() =>
            {
                try
                {
                    result.SetResult(function());
                }
                catch (InvalidOperationException exception)
                {
                    result.SetException(exception);
                }
            });
            return result.Task.GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }
    }
}
